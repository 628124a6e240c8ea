import twitterText from 'twitter-text'
import type { Span } from '../compose.ts'
import { inSyntax, richText } from '../rich-text.ts'

/** What is sent: no formatting stands here, and a mention is the name of its account. */
export const wordsOf = (written: string): string =>
  inSyntax(richText(written), { mention: (_name, target) => `@${target.replace(/^@/, '')}` })

/** As the network's own library counts: https://docs.x.com/fundamentals/counting-characters (read 2026-11-22). */
export const weightedLength = (written: string): number => twitterText.parseTweet(wordsOf(written)).weightedLength

export const addressesIn = (written: string): string[] => twitterText.extractUrls(wordsOf(written))

/** Offsets in what is sent. */
export function spansOf(written: string): Span[] {
  return twitterText.extractEntitiesWithIndices(wordsOf(written)).map((one): Span => {
    const [from, to] = one.indices
    if ('url' in one) return { from, to, kind: 'link', target: one.url }
    if ('hashtag' in one) return { from, to, kind: 'hashtag', target: one.hashtag }
    if ('cashtag' in one) return { from, to, kind: 'cashtag', target: one.cashtag }
    return { from, to, kind: 'mention', target: one.screenName }
  })
}
