import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny'
import { Refusal } from '../failure.ts'
import { refuseCutBoxes, refuseCutWebm } from './boxes.ts'
import { mediaLimits } from './limits.ts'
import type { Ranges } from './ranges.ts'
import { refuseMedia } from './refuse.ts'
import type { TrackMime } from './signature.ts'
import { beginsAtOnce, codecOf, frameRateOf, hasTags } from './track-facts.ts'

export type TrackProbe = {
  kind: 'video' | 'audio'
  mime: TrackMime | 'audio/webm'
  width?: number
  height?: number
  durationMs: number
  /** `h264`, `hevc`, `vp9`, `av1`, `vp8`; others by the name of their parser. */
  videoCodec?: string
  audioCodec?: string
  frameRate?: number
  /** Bits per second of the whole file. */
  bitRate: number
  /** Only videos: does it tell of its maker, and can it be played while it still arrives? */
  hasMetadata?: boolean
  beginsAtOnce?: boolean
}

/** Measures video and sound by ranged reads: a file of gigabytes costs a few megabytes of memory. */
export async function probeTrack(path: string, mime: TrackMime, ranges: Ranges): Promise<TrackProbe> {
  if (mime === 'video/mp4' || mime === 'video/quicktime' || mime === 'audio/mp4') await refuseCutBoxes(ranges)
  if (mime === 'video/webm') await refuseCutWebm(ranges)
  const input = await openTracks(path)
  try {
    return await measure(input, mime, ranges)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : refuseMedia('media.broken', {}, cause)
  } finally {
    input.dispose()
  }
}

/** Only containers that stand alone: playlists, which name other files, are not among them. */
async function openTracks(path: string): Promise<Input> {
  const { FilePathSource, Input, MP3, MP4, OGG, QTFF, WAVE, WEBM } = await import('mediabunny')
  const source = new FilePathSource(path, { maxCacheSize: 4 * 1024 * 1024, handleUnhandledError: () => undefined })
  return new Input({ source, formats: [MP4, QTFF, WEBM, MP3, OGG, WAVE] })
}

async function measure(input: Input, mime: TrackMime, ranges: Ranges): Promise<TrackProbe> {
  const tracks = await input.getTracks()
  if (tracks.length > mediaLimits.tracks) throw refuseMedia('media.broken')
  const video = await input.getPrimaryVideoTrack()
  const audio = await input.getPrimaryAudioTrack()
  if (!video && !audio) throw refuseMedia('media.noTracks')
  const durationMs = Math.round(((await input.getDurationFromMetadata()) ?? (await input.computeDuration())) * 1000)
  if (!Number.isFinite(durationMs) || durationMs <= 0) throw refuseMedia('media.broken')
  if (durationMs > mediaLimits.durationMs)
    throw refuseMedia('media.tooLong', { hours: mediaLimits.durationMs / 3_600_000 })
  await refuseUnreadable(video ?? audio)
  const audioCodec = (await audio?.getCodec()) ?? undefined
  const bitRate = Math.round((ranges.size * 8_000) / durationMs)
  const sound = { durationMs, bitRate, ...(audioCodec ? { audioCodec } : {}) }
  if (!video) return { kind: 'audio', mime: soundMime(mime), ...sound }
  const videoCodec = await codecOf(video)
  const frameRate = await frameRateOf(video)
  return {
    ...{ kind: 'video', mime, ...(await pictureOf(video)), ...sound },
    ...(videoCodec ? { videoCodec } : {}),
    ...(frameRate ? { frameRate } : {}),
    ...{ hasMetadata: await hasTags(input), beginsAtOnce: await beginsAtOnce(ranges, mime) },
  }
}

const soundMime = (mime: TrackMime) =>
  mime === 'video/mp4' || mime === 'video/quicktime' ? 'audio/mp4' : mime === 'video/webm' ? 'audio/webm' : mime

/** The picture as shown: rotation and pixel shape honoured. */
async function pictureOf(video: InputVideoTrack): Promise<{ width: number; height: number }> {
  const width = Math.round(await video.getDisplayWidth())
  const height = Math.round(await video.getDisplayHeight())
  if (!(width > 0 && height > 0)) throw refuseMedia('media.broken')
  if (Math.max(width, height) > mediaLimits.videoSide)
    throw refuseMedia('media.tooManyPixels', {
      width,
      height,
      megapixels: Math.round(mediaLimits.videoSide ** 2 / 1_000_000),
    })
  return { width, height }
}

/** The header may promise what is not there: the first packet must be. */
async function refuseUnreadable(track: InputVideoTrack | InputAudioTrack | null): Promise<void> {
  if (!track) return
  const { EncodedPacketSink } = await import('mediabunny')
  const first = await new EncodedPacketSink(track).getFirstPacket()
  if (!first || first.byteLength === 0) throw refuseMedia('media.truncated')
}
