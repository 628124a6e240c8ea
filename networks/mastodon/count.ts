import { spansOf } from './entity-spans.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How many user-perceived characters. */
export function graphemesIn(text: string): number {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/**
 * A status's length as Mastodon counts it: graphemes, with each link as `perUrl` characters and each mention without its domain.
 * Source: https://docs.joinmastodon.org/user/posting/#text (read 2026-11-22); the content warning counts too and is added by the caller.
 */
export function statusLength(text: string, perUrl: number): number {
  let length = 0
  let at = 0
  for (const span of spansOf(text)) {
    if (span.kind !== 'link' && span.kind !== 'mention') continue
    length += graphemesIn(text.slice(at, span.from))
    length += span.kind === 'link' ? perUrl : 1 + graphemesIn((span.target ?? '').split('@')[0] ?? '')
    at = span.to
  }
  return length + graphemesIn(text.slice(at))
}
