import type { AccountFacts, Limits, MediaRule, TextRule } from '../compose.ts'
import { visibleLength } from './markup.ts'

const megabyte = 1024 * 1024
export const textMax = 4096
export const captionMax = 1024
/** Formatted spans beyond this number are dropped by Telegram. */
export const mostMarks = 100

/** UTF-16 units left after the markup became entities. */
const afterEntities = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: visibleLength,
})
const asWritten = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => text.length,
})
export const plainText = asWritten(textMax)
export const plainCaption = asWritten(captionMax)
export const pollText = afterEntities(captionMax)

const video: MediaRule = { mimes: ['video/mp4'], codecs: ['h264'], maxBytes: 50 * megabyte, reencode: true }

const documents = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'text/plain',
  'text/csv',
]

const base: Limits = {
  text: [afterEntities(textMax)],
  caption: [afterEntities(captionMax)],
  textRequired: 'without-media',
  parts: { max: 25 },
  media: {
    // Width and height together may not exceed 10,000, their ratio not 20; apps show at most 2560.
    image: {
      mimes: ['image/jpeg', 'image/png'],
      maxBytes: 10 * megabyte,
      maxWidth: 2560,
      maxHeight: 2560,
      ratio: { min: 1 / 20, max: 20 },
      reencode: true,
    },
    gif: { mimes: ['image/gif'], maxBytes: 50 * megabyte, reencode: true },
    video,
    audio: { mimes: ['audio/mpeg', 'audio/mp4'], maxBytes: 50 * megabyte, reencode: true },
    document: { mimes: documents, maxBytes: 50 * megabyte, reencode: false },
    perPart: 10,
    mix: 'any',
    altMax: 0,
  },
  poll: {
    options: { min: 1, max: 12 },
    optionMax: asWritten(100),
    questionMax: asWritten(300),
    questionRequired: true,
    durations: { minSeconds: 5, maxSeconds: 2_628_000 },
    multiple: true,
    withMedia: false,
    withText: true,
  },
  firstComment: [afterEntities(textMax)],
  card: 'from-network',
  source: 'https://core.telegram.org/bots/api (10.1, 2026-11-22)',
}

export const limits = (_facts: AccountFacts): Limits => base
