import { inSyntax, richText, type Syntax } from '../../rich-text.ts'
import { outsideAddresses, withoutMarkdown } from '../markdown/markdown.ts'

/** What a forum's dialect of Markdown has besides bold, italic, code and links. */
export type Dialect = {
  strike?: [open: string, close: string]
  underline?: [open: string, close: string]
  spoiler?: [open: string, close: string]
}

/** The text as a forum takes it: marks in its dialect, everything else kept from being taken for one. */
export const forumMarkdown = (written: string, dialect: Dialect): string => inDialect(written.trim(), dialect)

/** Code points of what is sent, with the spaces around it: never less than what stands in the end. */
export const forumLength = (written: string, dialect: Dialect): number => [...inDialect(written, dialect)].length

function inDialect(written: string, dialect: Dialect): string {
  const between =
    ([open, close]: [string, string]) =>
    (inner: string) =>
      `${open}${inner}${close}`
  const syntax: Syntax = {
    escape: escaped,
    bold: (inner) => `**${inner}**`,
    italic: (inner) => `*${inner}*`,
    code: (inner) => `\`${inner}\``,
    link: (inner, target) => `[${inner}](${target.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`,
    mention: (_inner, id) => `@${id}`,
    ...(dialect.strike ? { strike: between(dialect.strike) } : {}),
    ...(dialect.underline ? { underline: between(dialect.underline) } : {}),
    ...(dialect.spoiler ? { spoiler: between(dialect.spoiler) } : {}),
  }
  return inSyntax(richText(written), syntax)
}

/** What a reader of the forum sees of what was written. */
export const shownOnForum = (written: string): string =>
  inSyntax(richText(written.trim()), { link: (inner) => inner, mention: (_inner, id) => `@${id}` }).trim()

/** What a reader sees of what stands there. */
export function readMarkdown(raw: string, { strike, underline, spoiler }: Dialect): string {
  const pairs: [string, string][] = [
    ['**', '**'],
    ['*', '*'],
  ]
  return withoutMarkdown(raw, [...[strike, underline, spoiler].filter((one) => one !== undefined), ...pairs]).trim()
}

/** Signs that begin something in CommonMark get a backslash; addresses stay as they are. */
const escaped = (text: string): string =>
  outsideAddresses(text, (piece) => piece.replace(/[\\`*_[\]<~|]|&(?=#?\w+;)/g, '\\$&')).replace(
    /^([ \t]*)(#{1,6}(?=\s)|>|[-+](?=\s)|={3,}|\d{1,9}(?=[.)]\s))/gm,
    (_whole, space: string, sign: string) => (/^\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`),
  )
