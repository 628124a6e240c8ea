import type { AccountFacts, Limits, MediaRule, TextRule } from '../compose.ts'
import { serverOf } from './channels.ts'
import { inMarkdown } from './markdown.ts'

export const textMax = 2000
export const titleMax = 100
export const altMax = 1024
const megabyte = 1024 * 1024

/** Code points of what is really sent. */
const content: TextRule = {
  unit: 'networks.units.characters',
  max: textMax,
  count: (text) => [...inMarkdown(text)].length,
}
const plain = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => [...text].length,
})

/** Each file, by how much the server is boosted. */
export const fileMax = (boosts: number): number => (boosts >= 3 ? 100 : boosts === 2 ? 50 : 10) * megabyte

const documents = [
  'application/pdf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'text/plain',
  'text/csv',
]

export function limits(facts: AccountFacts): Limits {
  const maxBytes = fileMax(serverOf(facts).boosts)
  const rule = (mimes: string[], reencode = false): MediaRule => ({ mimes, maxBytes, reencode })
  return {
    text: [content],
    textRequired: 'without-media',
    parts: { max: 25 },
    media: {
      image: rule(['image/jpeg', 'image/png', 'image/webp'], true),
      gif: rule(['image/gif'], true),
      video: { ...rule(['video/mp4', 'video/webm'], true), codecs: ['h264', 'vp9'] },
      audio: rule(['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav']),
      document: rule(documents),
      perPart: 10,
      mix: 'any',
      altMax,
    },
    poll: {
      options: { min: 1, max: 10 },
      optionMax: plain(55),
      questionMax: plain(300),
      questionRequired: true,
      durations: { minSeconds: 3600, maxSeconds: 768 * 3600 },
      multiple: true,
      withMedia: false,
      withText: true,
    },
    firstComment: [content],
    card: 'own',
    source:
      'https://docs.discord.com/developers/resources/message, /resources/poll, /reference#uploading-files (API v10, 2026-11-22)',
  }
}
