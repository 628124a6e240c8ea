import type { JsonObject } from '../../kernel/json.ts'
import type { MediaFile, PreparedContent } from '../contract.ts'
import { titleOf } from './compose.ts'
import { textBlocks } from './npf.ts'
import type { Block } from './posts.ts'

export const identifierOf = (index: number) => `file-${index}`

/** A post from top to bottom: title, files, words, card. `kept` are blocks of files that stand already, in their order. */
export function blocksOf(content: PreparedContent, files: MediaFile[], kept?: Block[]): JsonObject[] {
  const [part] = content.parts
  const title = titleOf(content)
  return [
    ...(title ? [{ type: 'text', subtype: 'heading1', text: title }] : []),
    ...files.map((file, index) => fileBlock(file, index, kept?.[index])),
    ...(textBlocks(part?.text ?? '') as JsonObject[]),
    ...(part?.card
      ? [{ type: 'link', url: part.card.url, title: part.card.title, description: part.card.description }]
      : []),
  ]
}

function fileBlock(file: MediaFile, index: number, kept: Block | undefined): JsonObject {
  const alt: JsonObject = file.kind === 'image' || file.kind === 'gif' ? { alt_text: file.alt ?? '' } : {}
  if (kept) return { ...kept, ...alt }
  const size: JsonObject =
    file.width && file.height && file.kind !== 'audio' ? { width: file.width, height: file.height } : {}
  const media: JsonObject = { type: file.mime, identifier: identifierOf(index), ...size }
  if (file.kind === 'video') return { type: 'video', media }
  if (file.kind === 'audio') return { type: 'audio', provider: 'tumblr', media }
  return { type: 'image', media: [media], ...alt }
}

/** Several pictures stand in rows of two, an odd first one alone; everything else has a row of its own. */
export function layoutOf(blocks: JsonObject[]): JsonObject[] {
  const pictures = blocks.flatMap((block, index) => (block.type === 'image' ? [index] : []))
  if (pictures.length < 2) return []
  const rows: number[][] = []
  const odd = pictures.length % 2
  for (let at = 0; at < pictures.length; at += at === 0 && odd ? 1 : 2)
    rows.push(pictures.slice(at, at + (at === 0 && odd ? 1 : 2)))
  const first = pictures[0] ?? 0
  const before = blocks.slice(0, first).map((_, index) => [index])
  const after = blocks.flatMap((block, index) => (index > first && block.type !== 'image' ? [[index]] : []))
  return [{ type: 'rows', display: [...before, ...rows, ...after].map((one) => ({ blocks: one })) }]
}
