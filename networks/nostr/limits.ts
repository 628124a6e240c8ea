import type { AccountFacts, Limits, MediaRule, TextRule } from '../compose.ts'
import { writtenLength } from './text.ts'

/** What most relays take when they tell nothing. */
const usualMax = 32_768
const megabyte = 1024 * 1024

/** The smallest of what the account's relays tell of themselves (NIP-11 `max_content_length`, characters). */
export const contentMax = (facts: AccountFacts): number =>
  typeof facts.maxContent === 'number' ? facts.maxContent : usualMax

export function limits(facts: AccountFacts): Limits {
  const text: TextRule = {
    unit: 'networks.units.characters',
    max: contentMax(facts),
    count: writtenLength,
  }
  const maxBytes = 20 * megabyte
  const rule = (mimes: string[], reencode: boolean): MediaRule => ({ mimes, maxBytes, reencode })
  return {
    text: [text],
    textRequired: 'without-media',
    parts: { max: 50 },
    media: {
      image: rule(['image/jpeg', 'image/png', 'image/webp'], true),
      gif: rule(['image/gif'], false),
      video: { ...rule(['video/mp4'], true), codecs: ['h264'], maxBytes: 100 * megabyte },
      perPart: 10,
      mix: 'any',
      altMax: 1000,
    },
    firstComment: [text],
    card: 'from-network',
    source:
      'https://github.com/nostr-protocol/nips/blob/master/11.md (relays’ own limits), https://github.com/hzrd149/blossom (files; servers’ own limits) (2026-11-22)',
  }
}
