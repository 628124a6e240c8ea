import type { Span } from '../../compose.ts'
import { type Mark, richText } from '../../rich-text.ts'

/** Addresses as every dialect of Markdown finds them by itself. */
export const bareAddress = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*~|_]/g

/** The text outside addresses, changed; addresses stay as they are. */
export function outsideAddresses(text: string, change: (piece: string) => string): string {
  let out = ''
  let at = 0
  for (const hit of text.matchAll(bareAddress)) {
    out += change(text.slice(at, hit.index)) + hit[0]
    at = hit.index + hit[0].length
  }
  return out + change(text.slice(at))
}

/** What of a written text is alive: its marks, and addresses. Offsets stand in the text without its markers. */
export function markedSpans(written: string, also: [Span['kind'], RegExp][] = []): Span[] {
  const { text, marks } = richText(written)
  const made = marks.map(
    ({ kind, from, to, target }: Mark): Span => ({
      from,
      to,
      kind,
      ...(target === undefined ? {} : { target }),
    }),
  )
  const blocked = made.filter((one) => one.kind === 'link' || one.kind === 'mention' || one.kind === 'code')
  const found = (kind: Span['kind'], pattern: RegExp) =>
    [...text.matchAll(pattern)].map(
      (hit): Span => ({ from: hit.index, to: hit.index + hit[0].length, kind, target: hit[0] }),
    )
  const links = found('link', bareAddress).filter((one) => !blocked.some((other) => meets(one, other)))
  const others = also
    .flatMap(([kind, pattern]) => found(kind, pattern))
    .filter((one) => ![...blocked, ...links].some((other) => meets(one, other)))
  return [...made, ...links, ...others].sort((a, b) => a.from - b.from || b.to - a.to)
}

const meets = (a: Span, b: Span) => a.from < b.to && b.from < a.to

/** How a dialect marks pairs: opening and closing sign, the longer ones first. */
export type Pairs = [open: string, close: string][]

/**
 * What a reader sees of a text in Markdown: escapes undone, markers gone, the words of links without their addresses.
 * `also` replaces what only one dialect knows, such as mentions by number.
 */
export function withoutMarkdown(text: string, pairs: Pairs, also: [RegExp, (hit: string) => string][] = []): string {
  const kept: string[] = []
  const keep = (literal: string) => `\ue000${kept.push(literal) - 1}\ue001`
  const special =
    /\\([!-/:-@[-`{-~])|(?<!`)`([^`\n]+)`(?!`)|\[([^\]\n]+)\]\((?:https?:\/\/|mailto:|\/)[^\s)]*(?:\([^\s()]*\)[^\s)]*)*\)/g
  let seen = text.replace(special, (_all, escaped?: string, code?: string, label?: string) =>
    escaped !== undefined ? keep(escaped) : code !== undefined ? keep(code) : (label ?? ''),
  )
  seen = seen.replace(bareAddress, keep)
  for (const [pattern, say] of also) seen = seen.replace(pattern, (hit) => keep(say(hit)))
  for (const [open, close] of pairs) seen = seen.replace(pairPattern(open, close), '$1')
  for (let rounds = 0; rounds < 4 && seen.includes('\ue000'); rounds++)
    seen = seen.replace(/\ue000(\d+)\ue001/g, (_all, place: string) => kept[Number(place)] ?? '')
  return seen
}

/** A lone underscore marks only at the edges of words. */
function pairPattern(open: string, close: string): RegExp {
  const [from, to] = [open, close].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const edge = open === '_'
  return new RegExp(
    `${edge ? '(?<![\\p{L}\\p{N}_])' : ''}${from}(?=\\S)([^]+?)(?<=\\S)${to}${edge ? '(?![\\p{L}\\p{N}_])' : ''}`,
    'gu',
  )
}
