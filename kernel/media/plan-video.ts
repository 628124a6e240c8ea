import { type Area, areaOf } from './area.ts'
import type { FitFacts } from './fit.ts'
import type { FitRule } from './fit-rule.ts'
import { refuseMedia } from './refuse.ts'
import type { TrackProbe } from './track.ts'

export type Container = 'mp4' | 'mov' | 'webm'
type Size = { width: number; height: number }

/** A moving picture as found: a video, or an animation to be made one. */
export type Moving = Size & { mime: string; bytes: number; durationMs: number } & Partial<
    Pick<TrackProbe, 'videoCodec' | 'audioCodec' | 'frameRate' | 'bitRate' | 'hasMetadata' | 'beginsAtOnce'>
  >

/** What of the picture is seen, how large that becomes, and the frame it stands in (bars around it where they differ). */
export type Framing = {
  from: Size
  area: Area
  bars: FitRule['ratio']
  scale: number
  picture: Size
  canvas: Size
  untouched: boolean
}
export type Encoding = {
  container: Container
  codec: string
  framing: Framing
  frameRate: number
  /** Bits per second of pictures and of sound; 0 where there is none. */
  videoRate: number
  audioRate: number
}
export type VideoPlan =
  | { way: 'as-it-is' }
  | { way: 'remux'; container: Container }
  | { way: 'encode'; encoding: Encoding }

const containers: [string, Container][] = [
  ['video/mp4', 'mp4'],
  ['video/quicktime', 'mov'],
  ['video/webm', 'webm'],
]
export const mimeOf = (container: Container) => containers.find(([, one]) => one === container)?.[0] ?? 'video/mp4'
const codecsIn: Record<Container, string[]> = {
  mp4: ['h264', 'hevc', 'av1'],
  mov: ['h264', 'hevc'],
  webm: ['vp9', 'av1'],
}
const soundIn: Record<Container, string[]> = { mp4: ['aac', 'mp3'], mov: ['aac'], webm: ['opus', 'vorbis'] }

/**
 * What must be done with a video so that it keeps a rule: nothing, another container around the same pictures, or new ones.
 * Throws a refusal for what cannot be: nothing is ever cut short to fit.
 */
export function planVideo(file: Moving, facts: FitFacts, rule: FitRule, makes: (codec: string) => boolean): VideoPlan {
  refuseTooLong(file, rule)
  const framing = framed(file, facts, rule)
  const container = containers.find(([mime]) => mime === file.mime)?.[1]
  if (framing.untouched && keepsStream(file, rule)) {
    const fits = container && rule.mimes.includes(file.mime) && file.bytes <= rule.maxBytes
    if (fits && !file.hasMetadata && file.beginsAtOnce !== false) return { way: 'as-it-is' }
    const other = containers.find(([mime, one]) => rule.mimes.includes(mime) && holds(one, file))?.[1]
    // The same packets in another box are about as large.
    if (other && file.bytes <= rule.maxBytes) return { way: 'remux', container: fits ? container : other }
  }
  return { way: 'encode', encoding: encodingFor(file, framing, rule, makes) }
}

function refuseTooLong({ durationMs }: Moving, { maxDurationMs }: FitRule): void {
  if (maxDurationMs !== undefined && durationMs > maxDurationMs + 50)
    throw refuseMedia('media.longerThanTaken', {
      seconds: Math.ceil(durationMs / 1000),
      max: Math.floor(maxDurationMs / 1000),
    })
}

/** Half a frame is what counting the first second is off by. */
const keepsStream = ({ videoCodec, frameRate = 0, bitRate = 0 }: Moving, rule: FitRule) =>
  videoCodec !== undefined &&
  (!rule.codecs || rule.codecs.includes(videoCodec)) &&
  frameRate <= (rule.maxFrameRate ?? Infinity) + 0.5 &&
  bitRate <= (rule.maxBitRate ?? Infinity)

const holds = (container: Container, { videoCodec = '', audioCodec }: Moving) =>
  codecsIn[container].includes(videoCodec) && (audioCodec === undefined || soundIn[container].includes(audioCodec))

/** A crop or a focus says what may go; without one nothing is cut and bars stand at the sides. Sides are even, as codecs want. */
export function framed(file: Size, { crop, focus }: Pick<FitFacts, 'crop' | 'focus'>, rule: FitRule): Framing {
  const cut = crop !== undefined || focus !== undefined
  const area = areaOf(file, crop, cut ? rule.ratio : undefined, focus)
  const bars = cut ? undefined : rule.ratio
  const around = barred(area, bars, (length) => length)
  const grow = Math.max(1, (rule.minWidth ?? 0) / around.width, (rule.minHeight ?? 0) / around.height)
  const shrink = Math.min(
    (rule.maxWidth ?? Infinity) / around.width,
    (rule.maxHeight ?? Infinity) / around.height,
    Math.sqrt((rule.maxPixels ?? Infinity) / (around.width * around.height)),
  )
  return placed({ from: { width: file.width, height: file.height }, area, bars }, Math.min(grow, shrink))
}

function placed(given: Pick<Framing, 'from' | 'area' | 'bars'>, scale: number): Framing {
  const { area, bars, from } = given
  const picture = { width: even(area.width * scale), height: even(area.height * scale) }
  const canvas = barred(picture, bars, evenAbove)
  const untouched = scale === 1 && !area.partial && canvas.width === picture.width && canvas.height === picture.height
  return { from, area, bars, scale, picture, canvas, untouched }
}

function barred({ width, height }: Size, ratio: FitRule['ratio'], rounded: (length: number) => number): Size {
  const shape = width / height
  if (ratio && shape < ratio.min * 0.995) return { width: rounded(height * ratio.min), height }
  if (ratio && shape > ratio.max * 1.005) return { width, height: rounded(width / ratio.max) }
  return { width, height }
}

const even = (length: number) => Math.max(2, 2 * Math.floor(length / 2 + 1e-6))
const evenAbove = (length: number) => 2 * Math.ceil(length / 2 - 1e-6)

/** Bits for a pixel of a frame: more is not seen, less is mush. */
const bits = { most: 0.14, least: 0.03 }
const leastRate = 60_000
const soundRate = 128_000

function encodingFor(file: Moving, framing: Framing, rule: FitRule, makes: (codec: string) => boolean): Encoding {
  const made = target(rule, makes)
  if (!made) throw refuseMedia('media.cannotFit', { mime: file.mime })
  const seconds = file.durationMs / 1000
  const frameRate = Math.min(file.frameRate ?? 30, rule.maxFrameRate ?? 60, 60)
  const room = Math.min((rule.maxBytes * 8 * 0.95) / (seconds + 0.5), (rule.maxBitRate ?? Infinity) * 0.9)
  const audioRate = file.audioCodec === undefined ? 0 : Math.min(soundRate, Math.max(32_000, Math.floor(room / 8)))
  const { width, height } = framing.canvas
  const videoRate = Math.floor(Math.min(room - audioRate, width * height * frameRate * bits.most + 200_000))
  if (videoRate < leastRate) throw refuseMedia('media.tooLongForSize', { megabytes: Math.floor(rule.maxBytes / 1e6) })
  return { ...made, framing: lighter(framing, videoRate, frameRate, rule), frameRate, videoRate, audioRate }
}

/** The best that both the rule and this ffmpeg know. */
function target({ mimes, codecs }: FitRule, makes: (codec: string) => boolean) {
  for (const [mime, container] of containers)
    for (const codec of codecsIn[container])
      if (mimes.includes(mime) && (!codecs || codecs.includes(codec)) && makes(codec)) return { container, codec }
  return undefined
}

/** Few bits are better spent on fewer pixels. */
function lighter(framing: Framing, videoRate: number, frameRate: number, rule: FitRule): Framing {
  const { width, height } = framing.canvas
  const wanted = Math.sqrt(videoRate / (frameRate * bits.least) / (width * height))
  const least = Math.max((rule.minWidth ?? 160) / width, (rule.minHeight ?? 160) / height)
  const scale = Math.max(wanted, least)
  return scale < 1 ? placed(framing, framing.scale * scale) : framing
}
