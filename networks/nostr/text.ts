import { inSyntax, richText, type Syntax } from '../rich-text.ts'

/** Short notes are plain text; people are named by `nostr:` addresses (NIP-27). */
const note: Syntax = { mention: (_name, id) => `nostr:${id.replace(/^nostr:/, '')}` }
/** Articles are Markdown as their author writes it. */
const article: Syntax = {
  ...note,
  bold: (inner) => `**${inner}**`,
  italic: (inner) => `*${inner}*`,
  strike: (inner) => `~~${inner}~~`,
  code: (inner) => `\`${inner}\``,
  link: (inner, target) => (inner === target ? target : `[${inner}](${target})`),
}

export const noteText = (written: string): string => inSyntax(richText(written), note).trim()
export const articleText = (written: string): string => inSyntax(richText(written), article).trim()
/** The longer of both forms, in characters, the ends not yet trimmed: what a counter shows while writing. */
export const writtenLength = (written: string): number =>
  Math.max(...[note, article].map((syntax) => [...inSyntax(richText(written), syntax)].length))

/** Tags as they are looked for: in small letters, without the sign. */
export function hashtagsIn(text: string): string[] {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}_/&])#([\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/gu)]
  return [...new Set(found.map((hit) => (hit[1] ?? '').toLowerCase()))]
}

export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/nostr:(n(?:pub|profile)1[02-9ac-hj-np-z]+)/g)].map((hit) => hit[1] ?? '')),
]
