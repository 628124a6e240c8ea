import { outsideAddresses, type Pairs, withoutMarkdown } from '../families/markdown/markdown.ts'
import { inSyntax, richText, type Syntax } from '../rich-text.ts'

/** CommonMark with strikethrough: https://join-lemmy.org/docs/users/02-media.html (read 2026-11-22). It knows no underline and no hidden words in a line. */
const syntax: Syntax = {
  escape: (text) => outsideAddresses(text, escaped),
  bold: (inner) => `**${inner}**`,
  italic: (inner) => `*${inner}*`,
  strike: (inner) => `~~${inner}~~`,
  code: (inner) => `\`${inner}\``,
  link: (inner, target) => (inner === target ? target : `[${inner}](${target})`),
  mention: (_inner, id) => `@${id}`,
}

/** The neutral form as it is sent. A line's end is two spaces before it, else lines are joined. */
export const inMarkdown = (written: string): string =>
  inSyntax(richText(written), syntax).replace(/(?<=\S)\n(?=[^\n])/g, '  \n')

const escaped = (text: string): string =>
  text
    .replace(/[\\*_~`^<]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)(#+|>|:::|(?:-|\+)(?=\s))/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')

const pairs: Pairs = ['**', '__', '~~', '*', '_'].map((sign) => [sign, sign])

export type Picture = { url: string; alt?: string }

/** Pictures that stand in a text, and the text without them. */
export function picturesIn(markdown: string): { text: string; pictures: Picture[] } {
  const pictures: Picture[] = []
  const text = markdown.replace(/!\[([^\]\n]*)\]\((\S+?)\)/g, (_all, alt: string, url: string) => {
    pictures.push({ url, ...(alt ? { alt: alt.replace(/\\(.)/g, '$1') } : {}) })
    return ''
  })
  return { text: text.trim(), pictures }
}

export const pictureOf = ({ url, alt = '' }: Picture): string =>
  `![${alt.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')}](${url})`

/** What a reader sees of a text. */
export const seen = (markdown: string): string => withoutMarkdown(markdown.replace(/ {2,}\n/g, '\n'), pairs)

export const shownText = (written: string): string => richText(written).text.trim()
