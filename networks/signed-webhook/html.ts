import { inSyntax, richText } from '../rich-text.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Paragraphs at empty lines, breaks at others. */
export const htmlOf = (written: string): string =>
  written
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${inSyntax(richText(paragraph), syntax).replaceAll('\n', '<br>')}</p>`)
    .join('')

const wrap = (tag: string) => (inner: string) => `<${tag}>${inner}</${tag}>`
const syntax = {
  escape: escaped,
  bold: wrap('strong'),
  italic: wrap('em'),
  underline: wrap('u'),
  strike: wrap('s'),
  spoiler: (inner: string) => `<span class="spoiler">${inner}</span>`,
  code: (inner: string) => `<code>${escaped(inner)}</code>`,
  link: (inner: string, target: string) => `<a href="${escaped(target)}">${inner}</a>`,
}
