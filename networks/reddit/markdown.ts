import { outsideAddresses, type Pairs, withoutMarkdown } from '../families/markdown/markdown.ts'
import { inSyntax, richText, type Syntax } from '../rich-text.ts'

/** https://support.reddithelp.com/hc/en-us/articles/360043033952 (formatting guide, read 2026-11-22). It knows no underline. */
const syntax: Syntax = {
  escape: (text) => outsideAddresses(text, escaped),
  bold: (inner) => `**${inner}**`,
  italic: (inner) => `*${inner}*`,
  strike: (inner) => `~~${inner}~~`,
  spoiler: (inner) => `>!${inner}!<`,
  code: (inner) => `\`${inner}\``,
  link: (inner, target) => (inner === target ? target : `[${inner}](${target})`),
  mention: (_inner, id) => `u/${id}`,
}

/** The neutral form as it is sent. A line's end is two spaces before it, else the network joins the lines. */
export const inMarkdown = (written: string): string =>
  inSyntax(richText(written), syntax).replace(/(?<=\S)\n(?=[^\n])/g, '  \n')

const escaped = (text: string): string =>
  text
    .replace(/[\\*_~`^]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)(#+|>+|(?:-|\+)(?=\s))/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')

const pairs: Pairs = [
  ...['**', '__', '~~'].map((sign): [string, string] => [sign, sign]),
  ['>!', '!<'],
  ['*', '*'],
  ['_', '_'],
]

/** What a reader sees of a text in the network's Markdown. */
export const seen = (markdown: string): string => withoutMarkdown(markdown.replace(/ {2,}\n/g, '\n'), pairs)

export const shownText = (written: string): string => richText(written).text.trim()
