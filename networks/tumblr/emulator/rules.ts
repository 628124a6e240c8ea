import { No } from './ground.ts'
import type { EmBlock } from './state.ts'

type Range = { start: number; end: number; type: string; url?: string; blog?: { uuid?: string } }

const kinds = ['text', 'image', 'video', 'audio', 'link']
const formats = ['bold', 'italic', 'strikethrough', 'small', 'link', 'mention', 'color']
const subtypes = [
  'heading1',
  'heading2',
  'quirky',
  'quote',
  'indented',
  'chat',
  'ordered-list-item',
  'unordered-list-item',
]
const mosts: Record<string, number> = { text: 1000, image: 30, video: 10, audio: 10, link: 10 }

/** What npf-spec.md bounds ("Post Content Limits") and how it writes blocks. */
export function checkBlocks(content: EmBlock[]): void {
  const wrong = (title: string) => new No(400, title, 8001)
  if (!Array.isArray(content)) throw wrong("'content' must be an array")
  if (content.length > 1000) throw wrong('A post has at most 1000 blocks')
  for (const kind of kinds)
    if (content.filter((block) => block.type === kind).length > (mosts[kind] ?? 0))
      throw wrong(`too many ${kind} blocks`)
  const native = content.filter((block) => block.type === 'video' && block.media)
  if (native.length > 1) throw wrong('A post has at most one video of its own')
  for (const block of content) {
    if (!kinds.includes(block.type)) throw wrong(`unknown block type ${block.type}`)
    if (block.type === 'text') checkText(block, wrong)
    if (typeof block.alt_text === 'string' && [...block.alt_text].length > 4096) throw wrong('alt_text is too long')
  }
}

function checkText(block: EmBlock, wrong: (title: string) => No): void {
  const text = String(block.text ?? '')
  let length = 0
  for (const _ of text) length += 1
  if (length > 4096) throw wrong('A text block has at most 4096 characters')
  if (block.subtype !== undefined && !subtypes.includes(String(block.subtype))) throw wrong('unknown subtype')
  const ranges = (block.formatting ?? []) as Range[]
  for (const [index, range] of ranges.entries()) {
    if (!formats.includes(range.type)) throw wrong(`unknown format ${range.type}`)
    if (range.start < 0 || range.end > length || range.start >= range.end)
      throw wrong('a format stands outside its text')
    if (range.type === 'link' && !/^https?:\/\//.test(range.url ?? '')) throw wrong('a link needs an address')
    if (range.type === 'mention' && !range.blog?.uuid?.startsWith('t:')) throw wrong('a mention needs a blog')
    const crossing = ranges.some(
      (other, at) => at < index && other.type === range.type && other.start < range.end && range.start < other.end,
    )
    if (crossing) throw wrong('formats of one type overlap')
  }
}

export const wordsOf = (content: EmBlock[]): string =>
  content
    .filter((block) => block.type === 'text' && block.subtype !== 'heading1')
    .map((block) => String(block.text))
    .join('\n\n')
