import type { Limits, TextRule } from '../compose.ts'
import { plainText } from '../rich-text.ts'

const mb = 1024 * 1024

export const postText: TextRule = {
  unit: 'networks.units.characters',
  max: 7000,
  count: (text) => plainText(text).length,
}
/** What stands with a picture in one message; a longer text goes first, on its own. */
export const pictureTextMax = 768
export const fileNameMax = 256

export const limits = (): Limits => ({
  text: [postText],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 10,
    mix: 'any',
    altMax: 0,
    pulled: true,
    image: { mimes: ['image/jpeg'], maxBytes: mb, maxWidth: 2560, maxHeight: 2560, reencode: true },
    video: {
      mimes: ['video/mp4'],
      maxBytes: 26 * mb,
      codecs: ['h264'],
      maxDurationMs: 180_000,
      reencode: true,
    },
    document: { mimes: documentMimes, maxBytes: 50 * mb, reencode: false },
  },
  card: 'from-network',
  source:
    'https://developers.viber.com/docs/tools/channels-post-api/ https://developers.viber.com/docs/api/rest-bot-api/#message-types 2026-11-22',
})

const documentMimes = [
  'text/plain',
  'text/csv',
  'application/pdf',
  'application/rtf',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]
