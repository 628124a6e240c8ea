import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { areaOf, shrinkToBounds } from './area.ts'
import { type Encoded, encodeAnimation, encodeStill } from './encode.ts'
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
  crop?: { x: number; y: number; width: number; height: number }
  focus?: { x: number; y: number }
}

/**
 * Makes a picture keep a rule: fewer bytes, smaller, cropped, another format; colours kept (as sRGB), metadata dropped.
 * A file that keeps the rule and carries no metadata is returned as it is. Throws `media.cannotFit` for what cannot be:
 * video, sound and documents are never changed, and a moving picture never becomes a still one.
 */
export async function fitInto<F extends FitFacts>(
  facts: F,
  path: string,
  rule: FitRule,
  scratch: string,
): Promise<{ facts: F; path: string }> {
  if (facts.kind !== 'image' && facts.kind !== 'gif') return { facts: asItIs(facts, rule), path }
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
    if (data)
      return await keep(
        facts,
        { data, mime: file.mime, extension: 'jpg', width: file.width, height: file.height },
        scratch,
      )
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
