import { type Mark, type RichText, richText } from '../rich-text.ts'

/** Blocks of the Neue Post Format as far as they are written here: https://github.com/tumblr/docs npf-spec.md (read 2026-11-22). */
export type Formatting = { start: number; end: number; type: string; url?: string; blog?: { uuid: string } }
export type TextBlock = { type: 'text'; text: string; subtype?: string; formatting?: Formatting[] }

const types: Partial<Record<Mark['kind'], string>> = {
  bold: 'bold',
  italic: 'italic',
  strike: 'strikethrough',
  link: 'link',
  mention: 'mention',
}
const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g

/** A blank line ends a block; single line ends stay. Marks the format does not know are dropped. */
export function textBlocks(written: string): TextBlock[] {
  const whole = withAddresses(richText(written))
  return paragraphs(whole.text).map(({ from, text }): TextBlock => {
    const formatting = whole.marks.flatMap((mark) => formattingIn(mark, from, text))
    return { type: 'text', text, ...(formatting.length > 0 ? { formatting } : {}) }
  })
}

/** The words as a reader sees them. */
export const seenText = (written: string): string =>
  paragraphs(richText(written).text)
    .map(({ text }) => text)
    .join('\n\n')

/** The longest block, in code points: the network bounds each by itself. Spaces at its ends count while one writes. */
export const longestBlock = (written: string): number =>
  Math.max(
    ...richText(written)
      .text.split(blankLines)
      .map((piece) => [...piece].length),
  )

const blankLines = /\n(?:[^\S\n]*\n)+/

function paragraphs(text: string): { from: number; text: string }[] {
  const found: { from: number; text: string }[] = []
  let at = 0
  for (const piece of text.split(new RegExp(`(${blankLines.source})`))) {
    const trimmed = piece.replace(/\s+$/, '')
    const lead = trimmed.length - trimmed.trimStart().length
    if (trimmed.trim() !== '') found.push({ from: at + lead, text: trimmed.trimStart() })
    at += piece.length
  }
  return found
}

/** Bare addresses are links to readers only when they are marked. */
function withAddresses({ text, marks }: RichText): RichText {
  const linked = marks.filter((mark) => mark.kind === 'link')
  const bare = [...text.matchAll(address)].flatMap((found): Mark[] => {
    const [from, to] = [found.index, found.index + found[0].length]
    return linked.some((one) => one.from < to && from < one.to) ? [] : [{ kind: 'link', from, to, target: found[0] }]
  })
  return { text, marks: [...marks, ...bare].sort((a, b) => a.from - b.from) }
}

/** Places are counted in code points of the block. A mention needs the blog's own id, else it is plain. */
function formattingIn(mark: Mark, blockFrom: number, text: string): Formatting[] {
  const type = types[mark.kind]
  const from = Math.max(mark.from - blockFrom, 0)
  const to = Math.min(mark.to - blockFrom, text.length)
  if (!type || from >= to || (type === 'mention' && !mark.target?.startsWith('t:'))) return []
  const more = type === 'link' ? { url: mark.target } : type === 'mention' ? { blog: { uuid: mark.target ?? '' } } : {}
  return [{ start: points(text, from), end: points(text, to), type, ...more }]
}

const points = (text: string, utf16: number) => [...text.slice(0, utf16)].length
