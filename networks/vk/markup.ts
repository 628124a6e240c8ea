import type { Span } from '../compose.ts'
import { inSyntax, richText } from '../rich-text.ts'

/** Walls know no formatting; somebody is named as `[club1|name]`. */
export const marked = (written: string): string =>
  inSyntax(richText(written), { mention: (name, id) => `[${id}|${name}]` })

export const sent = (written: string): string => marked(written).trim()

/** What a reader sees of what was sent. */
export const shownOf = (text: string): string =>
  text.replace(/\[(?:(?:id|club|public|event)\d+|[a-z][\w.]*)\|([^[\]|\n]+)\]/gi, '$1')

export const shown = (written: string): string => shownOf(sent(written))

const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g

export const firstAddress = (text: string): string | undefined => text.match(address)?.[0]

/** Links, tags and names that become alive, in the text as shown. */
export function spansOf(written: string): Span[] {
  const text = shown(written)
  const links = [...text.matchAll(address)].map(({ index, 0: target }): Span => {
    return { from: index, to: index + target.length, kind: 'link', target }
  })
  const tags = [...text.matchAll(/(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]+(?:@[a-z][\w.]*)?/giu)].map(
    ({ index, 0: tag }): Span => ({ from: index, to: index + tag.length, kind: 'hashtag' }),
  )
  const outside = (span: Span) => !links.some((link) => span.from < link.to && link.from < span.to)
  return [...links, ...tags.filter(outside), ...mentions(written, text).filter(outside)].sort((a, b) => a.from - b.from)
}

function mentions(written: string, text: string): Span[] {
  let after = 0
  return richText(written).marks.flatMap((mark): Span[] => {
    if (mark.kind !== 'mention') return []
    const name = richText(written).text.slice(mark.from, mark.to)
    const from = text.indexOf(name, after)
    if (from < 0) return []
    after = from + name.length
    return [{ from, to: after, kind: 'mention', ...(mark.target ? { target: mark.target } : {}) }]
  })
}
