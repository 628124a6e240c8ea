import type { Limits, MediaRule, TextRule } from '../compose.ts'
import { marked } from './markup.ts'

const mb = 1024 * 1024

const characters = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => marked(text).length,
})

export const wallText = characters(16_384)
export const commentText = characters(4096)
/** `messages.send`, `message`: maxLength 9000. */
export const messageMax = 9000
export const mostAttachments = 10

const photo: MediaRule = {
  mimes: ['image/jpeg', 'image/png'],
  maxBytes: 50 * mb,
  maxWidth: 7000,
  maxHeight: 7000,
  ratio: { min: 0.05, max: 20 },
  reencode: true,
}
const video: MediaRule = {
  mimes: ['video/mp4', 'video/quicktime', 'video/x-msvideo', 'video/webm', 'video/x-matroska'],
  maxBytes: 5 * 1024 * mb,
  reencode: false,
}

/** https://dev.vk.com/api/upload/stories: a photo of 10 MB; a video of 10 MB and 15 s, H.264 and AAC. */
export const storyPhoto: MediaRule = { ...photo, maxBytes: 10 * mb, maxWidth: 1080, maxHeight: 1920 }
export const storyVideo: MediaRule = {
  mimes: ['video/mp4'],
  maxBytes: 10 * mb,
  maxWidth: 720,
  maxHeight: 1280,
  maxDurationMs: 15_000,
  codecs: ['h264'],
  maxFrameRate: 30,
  reencode: true,
}

const day = 86_400

export const limits = (): Limits => ({
  text: [wallText],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: mostAttachments,
    mix: 'any',
    altMax: 0,
    image: photo,
    gif: { mimes: ['image/gif'], maxBytes: 200 * mb, ratio: { min: 0.66, max: 2.5 }, reencode: false },
    video,
    document: { mimes: documentMimes, maxBytes: 200 * mb, reencode: false },
  },
  poll: {
    options: { min: 1, max: 10 },
    optionMax: { ...characters(100), count: (text) => text.length },
    questionMax: { ...characters(300), count: (text) => text.length },
    questionRequired: true,
    durations: { minSeconds: 300, maxSeconds: 365 * day },
    multiple: true,
    withMedia: true,
    withText: true,
  },
  firstComment: [commentText],
  card: 'from-network',
  source:
    'https://dev.vk.com/method/wall.post https://dev.vk.com/method/polls.create https://dev.vk.com/api/upload 2026-11-22',
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
  'application/epub+zip',
  'image/vnd.djvu',
]
