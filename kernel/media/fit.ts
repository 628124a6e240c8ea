import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { areaOf, shrinkToBounds } from './area.ts'
import { type Encoded, encodeAnimation, encodeStill } from './encode.ts'
import { type FitTools, fitAudio, fitVideo } from './fit-moving.ts'
import type { FitRule } from './fit-rule.ts'
import { measure } from './probe.ts'
import { refuseMedia } from './refuse.ts'
import { stripJpeg } from './strip-jpeg.ts'

/** What `fit` must know of a file, and may change of it. */
export type FitFacts = {
  kind: 'image' | 'gif' | 'video' | 'audio' | 'document'
  mime: string
  bytes: number
  width?: number
  height?: number
  fileName?: string
  durationMs?: number
  codec?: string
  frameRate?: number
  bitRate?: number
  hasAudio?: boolean
  crop?: { x: number; y: number; width: number; height: number }
  focus?: { x: number; y: number }
}

/**
 * Makes a file keep a rule. Pictures: fewer bytes, smaller, cropped, another format; colours kept (as sRGB). Videos and sound:
 * by the system's ffmpeg, see `fitVideo`; a moving picture becomes a video only where no moving picture is taken.
 * Metadata is dropped. A file that keeps the rule and carries none is returned as it is.
 * Throws `media.cannotFit`, or what says more exactly why; documents are never changed.
 */
export async function fitInto<F extends FitFacts>(
  facts: F,
  path: string,
  rule: FitRule,
  scratch: string,
  tools: FitTools = {},
): Promise<{ facts: F; path: string }> {
  if (facts.kind === 'document') return { facts: asItIs(facts, rule), path }
  if (facts.kind === 'audio') return await fitAudio(facts, path, rule, scratch, tools)
  if (facts.kind === 'video' || becomesVideo(facts, rule)) return await fitVideo(facts, path, rule, scratch, tools)
  return await fitPicture(facts, path, rule, scratch)
}

const becomesVideo = ({ kind }: FitFacts, { mimes }: FitRule) =>
  kind === 'gif' && !mimes.some((mime) => mime.startsWith('image/')) && mimes.some((mime) => mime.startsWith('video/'))

async function fitPicture<F extends FitFacts>(
  facts: F,
  path: string,
  rule: FitRule,
  scratch: string,
): Promise<{ facts: F; path: string }> {
  const file = await measure(path)
  if (file.kind !== 'image' && file.kind !== 'gif') throw refuseMedia('media.broken')
  const area = areaOf(file, facts.crop, rule.ratio, facts.focus)
  const size = shrinkToBounds(area, rule)
  const same =
    !area.partial &&
    size.width === file.width &&
    size.height === file.height &&
    rule.mimes.includes(file.mime) &&
    file.bytes <= rule.maxBytes
  if (same && !file.hasMetadata) return { facts, path }
  if (same && file.mime === 'image/jpeg' && file.orientation === 1 && file.space !== 'cmyk') {
    const data = stripJpeg(await readFile(path))
    const { mime, width, height } = file
    if (data) return await keep(facts, { data, mime, extension: 'jpg', width, height }, scratch)
  }
  const encode = file.frames > 1 ? encodeAnimation : encodeStill
  return await keep(facts, await encode({ path, file, area, size, rule }), scratch)
}

/** What exists may go as it is, or not at all. */
function asItIs<F extends FitFacts>(facts: F, rule: FitRule): F {
  if (!rule.mimes.includes(facts.mime)) throw refuseMedia('media.cannotFit', { mime: facts.mime })
  if (facts.bytes > rule.maxBytes)
    throw refuseMedia('media.tooLarge', { megabytes: Math.floor(rule.maxBytes / 1024 / 1024) })
  return facts
}

async function keep<F extends FitFacts>(facts: F, made: Encoded, scratch: string): Promise<{ facts: F; path: string }> {
  const path = join(scratch, `${randomUUID()}.${made.extension}`)
  await writeFile(path, made.data)
  const { width, height, mime } = made
  const fileName = facts.fileName?.replace(/\.[^.]*$/, '').concat('.', made.extension)
  return { facts: { ...facts, mime, width, height, bytes: made.data.length, crop: undefined, fileName }, path }
}
