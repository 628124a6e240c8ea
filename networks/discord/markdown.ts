import { outsideAddresses, type Pairs, withoutMarkdown } from '../families/markdown/markdown.ts'
import { inSyntax, richText, type Syntax } from '../rich-text.ts'

/** https://support.discord.com/hc/en-us/articles/210298617 and /developers/docs/reference#message-formatting (read 2026-11-22). */
const syntax: Syntax = {
  escape: (text) => outsideAddresses(text, escaped),
  bold: (inner) => `**${inner}**`,
  italic: (inner) => `*${inner}*`,
  underline: (inner) => `__${inner}__`,
  strike: (inner) => `~~${inner}~~`,
  spoiler: (inner) => `||${inner}||`,
  code: (inner) => `\`${inner}\``,
  link: (inner, target) => (inner === target ? target : `[${inner}](${target})`),
  mention: (_inner, id) => `<@${id}>`,
}

/** The neutral form as it is sent. Lists stay lists; headings and quotes, which the neutral form does not know, become text. */
export const inMarkdown = (written: string): string => inSyntax(richText(written), syntax)

const escaped = (text: string): string =>
  text
    .replace(/[\\*_~`]|\|(?=\|)|(?<=\|)\|/g, '\\$&')
    .replace(/<(?=[@#:]|a:|t:|id:)/g, '\\<')
    .replace(/^(\s*)(#{1,3} |-# |>{1,3} )/gm, '$1\\$2')

const pairs: Pairs = ['**', '__', '~~', '||', '*', '_'].map((sign) => [sign, sign])

/** What a reader sees of a message; `nameOf` names the people mentioned in it. */
export const seen = (content: string, nameOf: (id: string) => string | undefined = () => undefined): string =>
  withoutMarkdown(content, pairs, [
    [/<@!?\d+>/g, (hit) => `@${nameOf(hit.replace(/\D/g, '')) ?? hit.replace(/\D/g, '')}`],
  ])

/** What a reader will see of a text of ours. */
export const shownText = (written: string): string => richText(written).text.trim()
