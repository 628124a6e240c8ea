import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { World } from '../kernel/world.ts'
import { libraryOf, takeMedia } from '../modules/content/index.ts'
import { checkContent, isPublishable } from '../networks/check-content.ts'
import { isAsked, optionFields } from '../networks/check-options.ts'
import type { AccountFacts, Content, MediaFacts, OptionField, OptionValue } from '../networks/compose.ts'
import type { Network } from '../networks/contract.ts'

export type Files = { image: MediaFacts; video: MediaFacts }
/** What a post must have on an account besides its words. */
export type Recipe = { media: (keyof Files)[]; optionsFor: (title: string) => Record<string, OptionValue> }

/** The least that the network takes of an account with these facts: words alone, or with a picture, or with a video. */
export function recipeFor({ composing }: Network, facts: AccountFacts, files: Files): Recipe | undefined {
  const fields = optionFields(composing, facts)
  const optionsFor = (title: string) => filled(fields, title, files)
  for (const media of [[], ['image'], ['video']] as (keyof Files)[][]) {
    const parts = [{ text: 'Coffee of the day', media: media.map((kind) => ({ ...files[kind], alt: 'A cup' })) }]
    const content: Content = { parts, options: optionsFor('Coffee of the day') }
    if (isPublishable(checkContent(composing, content, facts))) return { media, optionsFor }
  }
  return undefined
}

/** Every setting that must be filled; one that others wait for comes before them in the list. */
function filled(fields: OptionField[], title: string, files: Files): Record<string, OptionValue> {
  const options: Record<string, OptionValue> = {}
  for (const field of fields) {
    if (!field.required || !isAsked(field, fields, options)) continue
    const value = valueFor(field, title, files)
    if (value !== undefined) options[field.key] = value
  }
  return options
}

function valueFor(field: OptionField, title: string, files: Files): OptionValue | undefined {
  if (field.kind === 'text') return title.slice(0, field.maxLength)
  if (field.kind === 'words') return ['coffee']
  if (field.kind === 'media') return files.image.id
  if (field.kind === 'choice' && field.default === '') return field.choices.find((one) => one.value !== '')?.value
  if (field.kind === 'many') return field.choices.slice(0, 1).map((one) => one.value)
  return undefined
}

type Owner = { brandId: string; userId: string; workspaceId: string }

/** A picture and a short video in the library of a brand. */
export async function givenFiles(world: World, brand: Owner): Promise<Files> {
  const background = { r: 136, g: 85, b: 34 }
  const jpeg = await sharp({ create: { width: 1080, height: 1080, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const clip = join(import.meta.dirname, '../networks/conformance/samples/clip.mp4')
  return {
    image: await inLibrary(world, brand, 'cup.jpg', Readable.from([jpeg])),
    video: await inLibrary(world, brand, 'clip.mp4', createReadStream(clip)),
  }
}

async function inLibrary(
  world: World,
  { brandId, ...writer }: Owner,
  fileName: string,
  stream: Readable,
): Promise<MediaFacts> {
  const row = await takeMedia(world, writer, brandId, { fileName, stream, alt: 'A cup' })
  const facts = libraryOf([row]).get(row.id)
  if (!facts) throw new Error(`${fileName} is not in the library`)
  return facts
}
