import { inSyntax, richText } from '../rich-text.ts'

/** What is sent of a text: Mastodon knows no formatting, so addresses stand beside their words and mentions by their handle. */
export const sentText = (written: string): string =>
  inSyntax(richText(written), { mention: (_name, handle) => `@${handle}` })
