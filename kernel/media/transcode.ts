import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ffmpeg, FfmpegFailed, type FfmpegRun, guardedInput, runFfmpeg } from './ffmpeg.ts'
import type { Container, Encoding, Moving } from './plan-video.ts'
import { refuseMedia } from './refuse.ts'

const demuxers: Record<string, string> = {
  ...{ 'video/mp4': 'mov', 'video/quicktime': 'mov', 'video/webm': 'matroska', 'image/gif': 'gif' },
  ...{ 'audio/mpeg': 'mp3', 'audio/ogg': 'ogg', 'audio/wav': 'wav', 'audio/mp4': 'mov', 'audio/webm': 'matroska' },
}
/** The encoders of each codec, the better ones first. */
const encoders: Record<string, string[]> = {
  ...{ h264: ['libx264', 'libopenh264'], hevc: ['libx265'], vp9: ['libvpx-vp9'], av1: ['libsvtav1'] },
  ...{ aac: ['aac'], mp3: ['libmp3lame'], opus: ['libopus'], vorbis: ['libvorbis'] },
}
export const encoderOf = ({ encoders: known }: Ffmpeg, codec: string) => encoders[codec]?.find((one) => known.has(one))
export const canMake = (ffmpeg: Ffmpeg) => (codec: string) => encoderOf(ffmpeg, codec) !== undefined

export const demuxerOf = (mime: string): string => {
  const found = demuxers[mime]
  if (!found) throw refuseMedia('media.cannotFit', { mime })
  return found
}

export type Task = { ffmpeg: Ffmpeg; path: string; file: Pick<Moving, 'mime' | 'durationMs'>; scratch: string } & Pick<
  FfmpegRun,
  'signal'
> & { progress?: (share: number) => void }

const nothingElse = ['-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn']
const startFast: Record<Container, string[]> = {
  mp4: ['-movflags', '+faststart'],
  mov: ['-movflags', '+faststart'],
  webm: [],
}

/** The same pictures and sound in another container, without what tells of their maker. */
export const remux = (task: Task, container: Container): Promise<string> =>
  made(task, container, ['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy', ...nothingElse, ...startFast[container]])

/** Encoded once as well as the rule allows, and once more where that came out too large. Throws `media.cannotFit`. */
export async function encodeVideo(task: Task, encoding: Encoding, maxBytes: number): Promise<string> {
  const first = await made(task, encoding.container, encodingArgs(task.ffmpeg, encoding, encoding.videoRate))
  const { size } = await stat(first)
  if (size <= maxBytes) return first
  await rm(first, { force: true })
  const again = Math.floor(encoding.videoRate * (maxBytes / size) * 0.88)
  const second = await made(task, encoding.container, encodingArgs(task.ffmpeg, encoding, again))
  if ((await stat(second)).size <= maxBytes) return second
  throw refuseMedia('media.cannotFit', { mime: task.file.mime })
}

function encodingArgs(ffmpeg: Ffmpeg, encoding: Encoding, rate: number): string[] {
  const { container, codec, audioRate, frameRate } = encoding
  const sound = container === 'webm' ? 'opus' : 'aac'
  const audio = audioRate
    ? [
        '-map',
        '0:a:0?',
        '-c:a',
        encoderOf(ffmpeg, sound) ?? sound,
        '-b:a',
        String(audioRate),
        '-ac',
        '2',
        '-ar',
        '48000',
      ]
    : ['-an']
  return [
    ...['-map', '0:v:0', ...audio, '-c:v', encoderOf(ffmpeg, codec) ?? codec, ...tuning(ffmpeg, encoding, rate)],
    ...[
      '-vf',
      filters(encoding),
      '-g',
      String(Math.max(1, Math.round(frameRate * 2))),
      '-threads',
      '2',
      '-filter_threads',
      '1',
    ],
    ...nothingElse,
    ...startFast[container],
  ]
}

/** Pixels beyond which decoding alone takes so much that the encoder must make do without looking ahead. */
const largePicture = 4_000_000

/** Quality leads where the encoder can bound its rate meanwhile; little is looked ahead, which is what memory is spent on. */
function tuning(ffmpeg: Ffmpeg, { codec, framing: { from } }: Encoding, rate: number): string[] {
  const bounded = ['-maxrate', String(rate), '-bufsize', String(Math.ceil(rate / 2))]
  const thrifty = ['-tune', 'zerolatency']
  const x264 = ['-x264-params', 'rc-lookahead=4:sync-lookahead=0:sliced-threads=1']
  const x265 = ['-x265-params', 'log-level=error:pools=2:rc-lookahead=8']
  const isLarge = from.width * from.height > largePicture
  switch (encoderOf(ffmpeg, codec)) {
    case 'libx264':
      return ['-preset', 'veryfast', '-profile:v', 'high', '-crf', '21', ...bounded, ...(isLarge ? thrifty : x264)]
    case 'libx265':
      return ['-preset', 'fast', '-crf', '24', '-tag:v', 'hvc1', ...bounded, ...(isLarge ? thrifty : x265)]
    case 'libvpx-vp9':
      return ['-b:v', String(rate), ...bounded, '-deadline', 'realtime', '-cpu-used', '6', '-row-mt', '1']
    default:
      return ['-b:v', String(Math.floor(rate * 0.9)), ...bounded]
  }
}

function filters({ framing: { from, area, picture, canvas }, frameRate }: Encoding): string {
  const { width, height, left, top, partial } = area
  return [
    `scale=${from.width}:${from.height},setsar=1`,
    ...(partial ? [`crop=${width}:${height}:${left}:${top}`] : []),
    `scale=${picture.width}:${picture.height}:flags=bicubic`,
    `pad=${canvas.width}:${canvas.height}:-1:-1:black`,
    `fps=${frameRate}`,
    'format=yuv420p',
  ].join(',')
}

/** Runs to a new file in the scratch folder; of what failed nothing stays. */
export async function made(task: Task, extension: string, args: string[]): Promise<string> {
  const { ffmpeg, path, file, scratch, signal, progress } = task
  const to = join(scratch, `${randomUUID()}.${extension}`)
  const share = (madeMs: number) => progress?.(Math.min(1, madeMs / Math.max(1, file.durationMs)))
  try {
    await inQueue(() =>
      runFfmpeg(ffmpeg, [...guardedInput(path, demuxerOf(file.mime)), ...args, '-y', `file:${to}`], {
        ...{ signal, progress: share, withinMs: 120_000 + 40 * file.durationMs },
      }),
    )
    return to
  } catch (error) {
    await rm(to, { force: true })
    throw error instanceof FfmpegFailed ? refuseMedia('media.cannotFit', { mime: file.mime }, error) : error
  }
}

let before: Promise<unknown> = Promise.resolve()

/** One at a time in this process: two of them would need twice the memory and be no sooner done. */
function inQueue<T>(work: () => Promise<T>): Promise<T> {
  const mine = before.then(work)
  before = mine.catch(() => undefined)
  return mine
}
