import { inSyntax, type RichText, richText } from '../rich-text.ts'

/**
 * "Little text", in which posts are written: https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
 * (read 2026-11-22). Reserved signs stand behind a backslash; `#word` stays a tag; `@[Name](urn)` is a mention.
 */
export const inLittleText = (written: string): string =>
  inSyntax(asPlain(written), { escape: escaped, mention: (name, urn) => `@[${name}](${urn})` })

/** What a reader sees of it: a mention is its name, an address stands beside its words. */
export const seenText = (written: string): string => inSyntax(asPlain(written), { mention: (name) => name })

/** Only whom this network can name is a mention here; formatting is not known. */
function asPlain(written: string): RichText {
  const { text, marks } = richText(written)
  return {
    text,
    marks: marks.filter(
      (mark) => mark.kind !== 'mention' || /^urn:li:(organization|person):[\w-]+$/.test(mark.target ?? ''),
    ),
  }
}

const escaped = (literal: string) =>
  literal
    .replace(/[\\|{}@[\]()<>*_~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])#(?![\p{L}\p{N}])|(?<=[\p{L}\p{N}_])#/gu, '\\#')

/** What the network tells of a post, as a reader sees it. */
export const readLittleText = (told: string): string =>
  told
    .replace(/\{hashtag\|\\?[#＃]\|((?:\\.|[^}\\])*)\}/g, '#$1')
    .replace(/(?<!\\)@\[((?:\\.|[^\]\\])*)\]\((urn:li:[^()]+)\)/g, '$1')
    .replace(/\\([\\|{}@[\]()<>#*_~])/g, '$1')
