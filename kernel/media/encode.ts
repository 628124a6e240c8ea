import type { Sharp } from 'sharp'
import { type Area, scaled } from './area.ts'
import type { FitRule } from './fit-rule.ts'
import type { ImageProbe } from './image.ts'
import { inTurn, openImage, type Source } from './imaging.ts'
import { refuseMedia } from './refuse.ts'

export type Encoded = { data: Buffer; mime: string; extension: string; width: number; height: number }
export type EncodeTask = {
  path: Source
  file: ImageProbe
  area: Area
  size: { width: number; height: number }
  rule: FitRule
}

type Try = { mime: Format; scale: number; quality: number }
type Format = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif'

const extensions: Record<Format, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
}

/** Best quality first, then smaller; a search of at most a dozen encodings. Throws `media.cannotFit`. */
export async function encodeStill(task: EncodeTask): Promise<Encoded> {
  return await firstThatFits(await decodedOnce(task), stillTries(task), {})
}

/** Every frame is kept. */
export function encodeAnimation(task: EncodeTask): Promise<Encoded> {
  const format = pick(task.rule, ['image/gif', 'image/webp'], task.file.mime)
  if (!format) throw refuseMedia('media.cannotFit', { mime: task.file.mime })
  const tries = [1, 0.8, 0.64, 0.5, 0.4, 0.3, 0.2].map((scale, i) => ({
    mime: format,
    scale,
    quality: i < 2 ? 80 : 60,
  }))
  return firstThatFits(task, tries, { pages: -1 })
}

function stillTries({ file, rule }: EncodeTask): Try[] {
  const formats: Format[] = file.alpha
    ? ['image/webp', 'image/png', 'image/avif', 'image/jpeg']
    : ['image/jpeg', 'image/webp', 'image/png', 'image/avif']
  const first = pick(rule, formats, file.mime)
  if (!first) throw refuseMedia('media.cannotFit', { mime: file.mime })
  const lossless: Try[] = first === 'image/png' ? [{ mime: first, scale: 1, quality: 100 }] : []
  const lossy =
    pick(
      rule,
      formats.filter((one) => one !== 'image/png'),
    ) ?? first
  return [
    ...lossless,
    ...[90, 82, 74, 64].map((quality) => ({ mime: lossy, scale: 1, quality })),
    ...[0.8, 0.64, 0.5, 0.35, 0.25, 0.15].map((scale) => ({ mime: lossy, scale, quality: 74 })),
  ]
}

/** The file's own format where the rule takes it, else the first of ours that it takes. */
const pick = (rule: FitRule, formats: Format[], own?: string): Format | undefined =>
  formats.find((one) => one === own && rule.mimes.includes(one)) ?? formats.find((one) => rule.mimes.includes(one))

/** Largest picture kept without compression between tries, in pixels. */
const keptPixels = 16_000_000

/** Cut and shrunk once, so that a search need not decode a large original for every try. */
async function decodedOnce(task: EncodeTask): Promise<EncodeTask> {
  const { path, file, area, size } = task
  if (size.width * size.height > keptPixels) return task
  const shrunk = await guarded(file, async () =>
    shaped(await openImage(path), area, size)
      .toColourspace('srgb')
      .tiff({ compression: 'none' })
      .toBuffer(),
  )
  const whole = { left: 0, top: 0, ...size, partial: false }
  return { ...task, path: shrunk, area: whole, file: { ...file, decodeBytes: 4 * size.width * size.height } }
}

async function firstThatFits(task: EncodeTask, tries: Try[], options: { pages?: number }): Promise<Encoded> {
  for (const one of tries) {
    const made = await guarded(task.file, () => encodeOnce(task, one, options))
    if (made.data.length <= task.rule.maxBytes) return made
  }
  throw refuseMedia('media.cannotFit', { mime: task.file.mime })
}

const guarded = <T>({ decodeBytes }: ImageProbe, work: () => Promise<T>): Promise<T> =>
  inTurn(work, decodeBytes).catch((cause: unknown) => {
    throw refuseMedia('media.truncated', {}, cause)
  })

async function encodeOnce(
  { path, file, area, size }: EncodeTask,
  one: Try,
  options: { pages?: number },
): Promise<Encoded> {
  const { width, height } = scaled(size, one.scale)
  const resized = shaped(await openImage(path, options), area, { width, height })
  const flat = file.alpha && one.mime === 'image/jpeg' ? resized.flatten({ background: '#ffffff' }) : resized
  const data = await written(flat.toColourspace('srgb'), one).toBuffer()
  return { data, mime: one.mime, extension: extensions[one.mime], width, height }
}

function shaped(image: Sharp, area: Area, { width, height }: { width: number; height: number }): Sharp {
  const { left, top } = area
  const cropped = area.partial ? image.extract({ left, top, width: area.width, height: area.height }) : image
  return width === area.width && height === area.height ? cropped : cropped.resize({ width, height, fit: 'fill' })
}

function written(image: Sharp, { mime, quality }: Try): Sharp {
  if (mime === 'image/jpeg') return image.jpeg({ quality, mozjpeg: false })
  if (mime === 'image/png') return image.png({ compressionLevel: 9 })
  if (mime === 'image/webp') return image.webp({ quality })
  if (mime === 'image/avif') return image.avif({ quality: Math.round(quality * 0.7) })
  return image.gif(quality < 80 ? { colours: 128, interFrameMaxError: 8 } : {})
}
