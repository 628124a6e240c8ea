import type { Metadata } from 'sharp'
import { inTurn, openImage } from './imaging.ts'
import { mediaLimits } from './limits.ts'
import type { Ranges } from './ranges.ts'
import { refuseMedia } from './refuse.ts'
import type { ImageMime } from './signature.ts'

export type ImageProbe = {
  kind: 'image' | 'gif'
  mime: ImageMime
  /** As seen: EXIF orientation honoured. */
  width: number
  height: number
  frames: number
  durationMs?: number
  alpha: boolean
  hasMetadata: boolean
  /** As EXIF has it, 1 to 8; 1 is upright as stored. */
  orientation: number
  space: string
  /** About what decoding it takes. */
  decodeBytes: number
}

/** Measures a picture, then really decodes it, small. */
export async function probeImage(path: string, mime: ImageMime, ranges: Ranges): Promise<ImageProbe> {
  const found = await measureImage(path, mime, ranges)
  await decodeSmall(path, found)
  return found
}

/** By the header alone; its bounds are checked before any pixel is made. */
export async function measureImage(path: string, mime: ImageMime, ranges: Ranges): Promise<ImageProbe> {
  if (mime === 'image/png') await refuseAnimatedPng(ranges)
  if (mime === 'image/webp') await refuseCutRiff(ranges)
  const header = await readHeader(path)
  const frames = mime === 'image/gif' || mime === 'image/webp' ? (header.pages ?? 1) : 1
  const frameHeight = frames > 1 ? (header.pageHeight ?? header.height) : header.height
  refuseBomb(header, frameHeight, frames, mime)
  const orientation = header.orientation ?? 1
  const turned = orientation >= 5
  const durationMs = frames > 1 ? (header.delay ?? []).reduce((sum, one) => sum + one, 0) : undefined
  return {
    kind: mime === 'image/gif' || frames > 1 ? 'gif' : 'image',
    mime,
    width: turned ? frameHeight : header.width,
    height: turned ? header.width : frameHeight,
    frames,
    ...(durationMs === undefined ? {} : { durationMs }),
    alpha: header.hasAlpha ?? false,
    orientation,
    space: header.space,
    hasMetadata: Boolean(header.exif || header.xmp || header.iptc || header.comments?.length),
    decodeBytes: header.width * frameHeight * bytesPerPixel(header, mime),
  }
}

const bytesPerPixel = (header: Metadata, mime: ImageMime) => (mime === 'image/avif' ? 20 : header.isProgressive ? 6 : 4)

async function readHeader(path: string): Promise<Metadata> {
  const image = await openImage(path, { limitInputPixels: false })
  return await image.metadata().catch((cause: unknown) => {
    throw refuseMedia('media.broken', {}, cause)
  })
}

function refuseBomb(header: Metadata, frameHeight: number, frames: number, mime: ImageMime): void {
  const pixels = header.width * frameHeight
  const held = mime === 'image/webp' || mime === 'image/avif' || mime === 'image/gif' || header.isProgressive === true
  const whole = mime === 'image/avif' ? mediaLimits.avifPixels : mediaLimits.heldPixels
  const max = held ? whole : mediaLimits.streamedPixels
  if (pixels > max || Math.max(header.width, frameHeight) > mediaLimits.side)
    throw refuseMedia('media.tooManyPixels', { width: header.width, height: frameHeight, megapixels: max / 1_000_000 })
  if (frames > mediaLimits.frames || pixels * frames > mediaLimits.animatedPixels)
    throw refuseMedia('media.tooManyFrames', { frames, max: mediaLimits.frames })
}

/** Reads every pixel once; a picture that ends early or is damaged does not pass. */
async function decodeSmall(path: string, { frames, decodeBytes }: ImageProbe): Promise<void> {
  await inTurn(async () => {
    const image = await openImage(path, frames > 1 ? { pages: -1 } : {})
    await image.resize({ width: 32, fastShrinkOnLoad: false }).raw().toBuffer()
  }, decodeBytes).catch((cause: unknown) => {
    throw refuseMedia('media.truncated', {}, cause)
  })
}

/** An animated PNG would silently become its first frame. */
async function refuseAnimatedPng(ranges: Ranges): Promise<void> {
  let at = 8
  for (let chunks = 0; chunks < 1000 && at + 8 <= ranges.size; chunks++) {
    const head = await ranges.at(at, 8)
    const name = head.toString('latin1', 4, 8)
    if (name === 'acTL') throw refuseMedia('media.animatedPng')
    if (name === 'IDAT') return
    at += head.readUInt32BE(0) + 12
  }
}

async function refuseCutRiff(ranges: Ranges): Promise<void> {
  const length = (await ranges.at(4, 4)).readUInt32LE(0)
  if (length + 8 > ranges.size) throw refuseMedia('media.truncated')
}
