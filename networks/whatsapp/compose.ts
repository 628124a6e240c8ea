import { defineComposing, type Limits } from '../compose.ts'
import { spansIn } from '../families/graph-api/spans.ts'
import { inSyntax, richText, type Syntax } from '../rich-text.ts'

const MB = 1024 * 1024

/** https://faq.whatsapp.com/539178204879377 (read 2026-11-22). */
const syntax: Syntax = {
  bold: (inner) => `*${inner}*`,
  italic: (inner) => `_${inner}_`,
  strike: (inner) => `~${inner}~`,
  code: (inner) => `\`${inner}\``,
}
export const textOf = (written: string) => inSyntax(richText(written), syntax)

const text = { unit: 'networks.units.characters', max: 4096, count: (written: string) => [...textOf(written)].length }

/** What an answer may hold: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types (read 2026-11-22). */
const limits: Limits = {
  text: [text],
  caption: [{ ...text, max: 1024 }],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB, reencode: true },
    video: { mimes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB, codecs: ['h264'], reencode: true },
    audio: {
      mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
      maxBytes: 16 * MB,
      reencode: false,
    },
    document: {
      mimes: [
        'text/plain',
        'application/pdf',
        'application/msword',
        'application/vnd.ms-excel',
        'application/vnd.ms-powerpoint',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      ],
      maxBytes: 100 * MB,
      reencode: false,
    },
    perPart: 10,
    mix: 'any',
    altMax: 0,
  },
  card: 'from-network',
  source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages (read 2026-11-22)',
}

/** A number that people write to: nothing is posted in public. */
export const composing = defineComposing({
  id: 'whatsapp',
  name: 'WhatsApp',
  color: '#25d366',
  sign: 'M4 20l1.2-4.3a8 8 0 1 1 3 3L4 20ZM9.5 9c-.3 3 2.5 5.8 5.5 5.5',
  group: 'messenger',
  can: {
    publish: false,
    thread: false,
    firstComment: false,
    poll: false,
    alt: false,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: false,
    schedule: false,
  },
  options: [],
  limits: () => limits,
  spans: (written) => spansIn(written, ['link']),
  shown: textOf,
})

export default composing
