import type { Span } from '../../compose.ts'
import { type Mark, type RichText, richText } from '../../rich-text.ts'

/** A text as paragraphs between empty lines, each with its marks; addresses standing bare are links as well. */
export const paragraphsOf = (written: string): RichText[] =>
  written
    .replaceAll('\r\n', '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => withBareLinks(richText(one)))

/** What a reader sees of it. */
export const shownParagraphs = (written: string): string =>
  paragraphsOf(written)
    .map((one) => one.text)
    .join('\n\n')

/** Code points of what a reader sees, with the spaces around it: never less than what stands in the end. */
export const countShown = (written: string): number =>
  written.split(/(\n[^\S\n]*\n\s*)/).reduce((sum, part) => sum + [...richText(part).text].length, 0)

/** Offsets stand in the text as shown. */
export function paragraphSpans(written: string): Span[] {
  let start = 0
  return paragraphsOf(written).flatMap(({ text, marks }) => {
    const from = start
    start += text.length + 2
    return marks.map((mark) => ({
      kind: mark.kind,
      from: from + mark.from,
      to: from + mark.to,
      ...(mark.target === undefined ? {} : { target: mark.target }),
    }))
  })
}

const bareLink = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*~|_]/g

function withBareLinks({ text, marks }: RichText): RichText {
  const found = [...text.matchAll(bareLink)].map(
    (match): Mark => ({ kind: 'link', from: match.index, to: match.index + match[0].length, target: match[0] }),
  )
  const apart = (link: Mark) =>
    marks.every((mark) => {
      const meets = mark.from < link.to && link.from < mark.to
      const holds = mark.from <= link.from && link.to <= mark.to
      return !meets || (holds && mark.kind !== 'link' && mark.kind !== 'code')
    })
  const links = found.filter(apart)
  return { text, marks: [...marks, ...links].sort((a, b) => a.from - b.from || b.to - a.to) }
}
