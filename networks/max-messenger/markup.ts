import type { Span } from '../compose.ts'
import { inSyntax, type Mark, plainText, richText } from '../rich-text.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const attribute = (text: string) => escaped(text).replaceAll('"', '&quot;')
const tag = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`

/** A text without marks is sent as it is; with marks in the HTML that MAX takes. It knows no spoilers. */
export function written(text: string, formatted: boolean): { text: string; format?: 'html' } {
  const rich = richText(text)
  if (!formatted) return { text }
  if (!rich.marks.some((mark) => mark.kind !== 'spoiler')) return { text: plainText(text) }
  const html = inSyntax(rich, {
    escape: escaped,
    bold: tag('b'),
    italic: tag('i'),
    underline: tag('u'),
    strike: tag('s'),
    code: (inner) => `<code>${escaped(inner)}</code>`,
    link: (inner, target) => `<a href="${attribute(target)}">${inner}</a>`,
    mention: (inner, id) => `<a href="max://user/${attribute(id)}">${inner}</a>`,
  })
  return { text: html, format: 'html' }
}

export const isFormatted = (formatting: unknown) => formatting !== 'plain'

/** What a reader sees. */
export const shown = (text: string, formatting: unknown): string =>
  isFormatted(formatting) ? richText(text).text : text

const alive = new Set<Mark['kind']>(['bold', 'italic', 'underline', 'strike', 'code', 'link', 'mention'])
const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g

export function spansOf(text: string, formatting: unknown): Span[] {
  const marks = isFormatted(formatting) ? richText(text).marks.filter((mark) => alive.has(mark.kind)) : []
  const links = [...shown(text, formatting).matchAll(address)]
    .map(({ index, 0: target }): Span => ({ from: index, to: index + target.length, kind: 'link', target }))
    .filter((link) => !marks.some((mark) => mark.from < link.to && link.from < mark.to))
  return [...marks, ...links].sort((a, b) => a.from - b.from || b.to - a.to)
}
