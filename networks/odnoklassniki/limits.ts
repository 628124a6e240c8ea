import type { Limits, TextRule } from '../compose.ts'
import { plainText } from '../rich-text.ts'

const mb = 1024 * 1024
const characters = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => plainText(text).length,
})

export const topicText = characters(32_000)
export const limits = (): Limits => ({
  text: [topicText],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 30,
    mix: 'images-and-videos',
    altMax: 0,
    image: {
      mimes: ['image/jpeg', 'image/png'],
      maxBytes: 20 * mb,
      minWidth: 64,
      minHeight: 64,
      maxWidth: 8000,
      maxHeight: 8000,
      reencode: true,
    },
    video: {
      mimes: ['video/mp4', 'video/quicktime', 'video/x-msvideo', 'video/webm', 'video/x-matroska'],
      maxBytes: 1024 * mb,
      reencode: false,
    },
  },
  poll: {
    options: { min: 2, max: 10 },
    optionMax: { ...characters(150), count: (text) => text.length },
    questionMax: { ...characters(500), count: (text) => text.length },
    questionRequired: true,
    durations: 'none',
    multiple: true,
    withMedia: true,
    withText: true,
  },
  card: 'from-network',
  source:
    'https://apiok.ru/dev/methods/rest/mediatopic/mediatopic.post https://apiok.ru/dev/methods/rest/video/video.getUploadUrl 2026-11-22',
})
