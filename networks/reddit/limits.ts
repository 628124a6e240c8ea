import type { AccountFacts, Limits, TextRule } from '../compose.ts'
import { inMarkdown } from './markdown.ts'

export const titleMax = 300
const megabyte = 1024 * 1024

/** Code points of what is really sent, marks and escapes included. */
const text = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (written) => [...inMarkdown(written)].length,
})
const day = 86_400

const base: Limits = {
  text: [text(40_000)],
  textRequired: 'never',
  parts: { max: 1 },
  media: {
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 20 * megabyte, reencode: true },
    gif: { mimes: ['image/gif'], maxBytes: 20 * megabyte, reencode: false },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 1024 * megabyte,
      minDurationMs: 2_000,
      maxDurationMs: 15 * 60_000,
      codecs: ['h264'],
      reencode: true,
    },
    perPart: 20,
    mix: 'one-kind',
    altMax: 0,
  },
  poll: {
    options: { min: 2, max: 6 },
    optionMax: { unit: 'networks.units.characters', max: 120, count: (written) => [...written].length },
    questionRequired: false,
    durations: { seconds: [1, 2, 3, 4, 5, 6, 7].map((days) => days * day) },
    multiple: false,
    withMedia: false,
    withText: true,
  },
  firstComment: [text(10_000)],
  card: 'from-network',
  source:
    'https://www.reddit.com/dev/api, https://support.reddithelp.com/hc/en-us/articles/360060422572 (posts), https://support.reddithelp.com/hc/en-us/articles/15484574206484 (media) (2026-11-22)',
}

export const limits = (_facts: AccountFacts): Limits => base
