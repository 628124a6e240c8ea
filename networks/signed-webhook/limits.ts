import type { AccountFacts, Limits, TextRule } from '../compose.ts'

const megabyte = 1024 * 1024
export const textMax = 100_000
/** Of one picture that travels inside the event; four of them and the words stay below what receivers usually take (5 MB). */
export const inlineMax = 700 * 1024
export const pictures = ['image/jpeg', 'image/png', 'image/webp']

const characters = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => text.length,
})

const base: Limits = {
  text: [characters(textMax)],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    image: { mimes: pictures, maxBytes: 20 * megabyte, reencode: true },
    gif: { mimes: ['image/gif'], maxBytes: 20 * megabyte, reencode: true },
    video: { mimes: ['video/mp4', 'video/quicktime', 'video/webm'], maxBytes: 1024 * megabyte, reencode: false },
    audio: { mimes: ['audio/mpeg', 'audio/mp4'], maxBytes: 200 * megabyte, reencode: false },
    document: { mimes: ['application/pdf', 'text/plain', 'text/csv'], maxBytes: 100 * megabyte, reencode: false },
    perPart: 4,
    mix: 'any',
    altMax: 2000,
  },
  poll: {
    options: { min: 2, max: 20 },
    optionMax: characters(200),
    questionMax: characters(300),
    questionRequired: false,
    durations: { minSeconds: 60, maxSeconds: 90 * 86_400 },
    multiple: true,
    withMedia: true,
    withText: true,
  },
  firstComment: [characters(10_000)],
  card: 'none',
  source:
    'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (2026-11-22); sizes are ours, chosen below what receivers usually take',
}

export const limits = (_facts: AccountFacts): Limits => base
