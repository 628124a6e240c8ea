import type { AccountFacts, Limits, TextRule } from '../compose.ts'
import { written } from './markup.ts'

const mb = 1024 * 1024

/** `NewMessageBody.text`: maxLength 4000, formatting included. */
export const textMax = 4000

export const messageText: TextRule = {
  unit: 'networks.units.characters',
  max: textMax,
  count: (text) => written(text, true).text.length,
}

export const limits = (_facts: AccountFacts): Limits => ({
  text: [messageText],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 10,
    mix: 'images-and-videos',
    altMax: 0,
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 10 * mb, maxWidth: 5000, maxHeight: 5000, reencode: true },
    video: {
      mimes: ['video/mp4', 'video/quicktime', 'video/x-matroska', 'video/webm'],
      maxBytes: 2048 * mb,
      reencode: false,
    },
    audio: { mimes: ['audio/mpeg', 'audio/wav', 'audio/mp4', 'audio/x-m4a'], maxBytes: 2048 * mb, reencode: false },
    document: { mimes: documentMimes, maxBytes: 2048 * mb, reencode: false },
  },
  card: 'from-network',
  source:
    'https://dev.max.ru/docs-api/methods/POST/messages https://dev.max.ru/docs-api/methods/POST/uploads 2026-11-22',
})

const documentMimes = [
  'text/plain',
  'text/csv',
  'application/pdf',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]
