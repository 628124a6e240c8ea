import type { Content, Span } from '../compose.ts'
import { type Entity, formatted } from './markup.ts'

const kinds = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'strike',
  code: 'code',
  spoiler: 'spoiler',
  text_link: 'link',
} as const satisfies Record<Entity['type'], Span['kind']>

const alive: [Span['kind'], RegExp][] = [
  ['link', /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/gi],
  ['mention', /(?<![\p{L}\p{N}_@/.])@[a-z]\w{3,31}/giu],
  ['hashtag', /(?<![\p{L}\p{N}_#&/])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu],
  ['cashtag', /(?<![p{L}p{N}_$])\$[A-Z]{1,8}(?![A-Za-z0-9])/g],
]

/** Offsets stand in the text as shown, after the markup is gone. Telegram finds links, mentions and tags itself. */
export function spansOf(written: string, content: Content): Span[] {
  const { text, entities } = formatted(written, content.options.formatting)
  const made = entities.map((one) => ({
    from: one.offset,
    to: one.offset + one.length,
    kind: kinds[one.type],
    ...(one.url ? { target: one.url } : {}),
  }))
  const blocked = made.filter((span) => span.kind === 'link' || span.kind === 'code')
  const found = alive.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      kind,
      target: match[0],
    })),
  )
  const links = found.filter((span) => span.kind === 'link')
  const free = found.filter(
    (span) =>
      !blocked.some((one) => meets(one, span)) && (span.kind === 'link' || !links.some((one) => meets(one, span))),
  )
  return [...made, ...free].sort((a, b) => a.from - b.from || b.to - a.to)
}

const meets = (a: { from: number; to: number }, b: { from: number; to: number }) => a.from < b.to && b.from < a.to
