import type { Sharp } from 'sharp'
import type { Ffmpeg } from './ffmpeg.ts'
import { inTurn, openImage } from './imaging.ts'
import { posterSvg } from './poster.ts'
import type { Probe } from './probe.ts'
import { videoFrame } from './video-frame.ts'

const thumbnailSide = 480
const tinySide = 16

export type Thumbnail = {
  webp: Buffer
  width: number
  height: number
  /** A data address of a few hundred bytes, shown while the thumbnail loads. */
  tiny: string
  /** What it shows: the file's own picture, a frame of the video, or a drawn poster. */
  of: 'picture' | 'frame' | 'poster'
}

/** A small still picture of any file that `probe` took. */
export async function thumbnail(path: string, file: Probe, ffmpeg?: Ffmpeg): Promise<Thumbnail> {
  if (file.kind === 'image' || file.kind === 'gif')
    return { ...(await small(file.decodeBytes, () => openImage(path))), of: 'picture' }
  if (file.kind === 'video') {
    const frame = await videoFrame(path, file.mime, Math.min(1000, file.durationMs / 2), thumbnailSide, ffmpeg)
    if (frame) return { ...(await small(smallBytes, () => openImage(frame))), of: 'frame' }
  }
  const { width, height } = posterSize(file)
  const svg = posterSvg(file.kind, width, height)
  return { ...(await small(smallBytes, () => openImage(svg))), of: 'poster' }
}

/** For pictures of our own making, at most as large as a thumbnail. */
const smallBytes = 4 * thumbnailSide * thumbnailSide

async function small(bytes: number, open: () => Promise<Sharp>): Promise<Omit<Thumbnail, 'of'>> {
  return await inTurn(async () => {
    const fit = { fit: 'inside', withoutEnlargement: true } as const
    const { data, info } = await (await open())
      .resize({ width: thumbnailSide, height: thumbnailSide, ...fit })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true })
    const tiny = await (await openImage(data))
      .resize({ width: tinySide, height: tinySide, ...fit })
      .webp({ quality: 40 })
      .toBuffer()
    return {
      webp: data,
      width: info.width,
      height: info.height,
      tiny: `data:image/webp;base64,${tiny.toString('base64')}`,
    }
  }, bytes)
}

/** A poster has the video's own shape, a sheet's for documents, a band's for sound. */
function posterSize(file: Probe): { width: number; height: number } {
  if (file.kind === 'audio') return { width: thumbnailSide, height: 180 }
  if (file.kind === 'document') return { width: 360, height: thumbnailSide }
  const width = file.kind === 'video' ? (file.width ?? 16) : 16
  const height = file.kind === 'video' ? (file.height ?? 9) : 9
  const scale = thumbnailSide / Math.max(width, height)
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) }
}
