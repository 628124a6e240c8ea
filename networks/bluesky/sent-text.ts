import type { Span } from '../compose.ts'
import { richText } from '../rich-text.ts'
import { findSpans } from './spans.ts'

/** What is sent of a text, and what is alive in it. UTF-16 offsets in the text as sent. */
export type Sent = { text: string; spans: Span[] }

/** Links and mentions a person marked become alive under their words; other marks are not known here and are dropped. */
export function sentText(written: string): Sent {
  const { text, marks } = richText(written)
  const own = marks.flatMap(({ kind, from, to, target = '' }): Span[] => {
    if (kind === 'link') return [{ from, to, kind, target }]
    return kind === 'mention' ? [{ from, to, kind, target: target.toLowerCase() }] : []
  })
  const found = findSpans(text).filter((span) => !own.some((one) => one.from < span.to && span.from < one.to))
  return { text, spans: [...own, ...found].sort((a, b) => a.from - b.from) }
}

/** An answer, which is sent as it was typed. */
export const plainlySent = (text: string): Sent => ({ text, spans: findSpans(text) })
