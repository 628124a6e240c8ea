import type { AccountFacts, Limits, MediaRule } from '../compose.ts'
import { forumLength } from '../families/forum/forum-markdown.ts'
import { dialect } from './dialect.ts'
import { forumFacts } from './site-facts.ts'

const kinds: Record<'image' | 'gif' | 'video' | 'audio' | 'document', Record<string, string>> = {
  image: { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' },
  gif: { gif: 'image/gif' },
  video: { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm' },
  audio: { mp3: 'audio/mpeg', ogg: 'audio/ogg', m4a: 'audio/mp4', wav: 'audio/wav', opus: 'audio/ogg' },
  document: { pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', zip: 'application/zip' },
}

/** What the forum's own settings bound; kinds of files that it does not take are not offered. */
export function limitsOf(facts: AccountFacts): Limits {
  const told = forumFacts(facts)
  const text = {
    unit: 'networks.units.characters',
    max: told.maxPost,
    count: (words: string) => forumLength(words, dialect),
  }
  const rule = (kind: keyof typeof kinds): MediaRule | undefined => {
    const mimes = [...new Set(told.extensions.flatMap((one) => kinds[kind][one] ?? []))]
    const isPicture = kind === 'image' || kind === 'gif'
    const maxBytes = 1024 * (isPicture ? told.imageKb : told.attachmentKb)
    const reencode = kind === 'image' || kind === 'video'
    return mimes.length > 0
      ? { mimes, maxBytes, reencode, ...(kind === 'video' ? { codecs: ['h264', 'vp9', 'av1'] } : {}) }
      : undefined
  }
  const taken = Object.fromEntries(
    (['image', 'gif', 'video', 'audio', 'document'] as const).flatMap((kind) => {
      const found = rule(kind)
      return found ? [[kind, found]] : []
    }),
  )
  return {
    text: [text],
    textRequired: 'without-media',
    parts: { max: 20 },
    media: { perPart: 20, mix: 'any', altMax: 1000, ...taken },
    poll: {
      options: { min: 2, max: 20 },
      optionMax: { unit: 'networks.units.characters', max: 1000, count: (words) => [...words].length },
      questionMax: { unit: 'networks.units.characters', max: 255, count: (words) => [...words].length },
      questionRequired: false,
      durations: { minSeconds: 600, maxSeconds: 365 * 86_400 },
      multiple: true,
      withMedia: true,
      withText: true,
    },
    firstComment: [text],
    card: 'from-network',
    source:
      'https://docs.discourse.org/, https://github.com/discourse/discourse/blob/main/config/site_settings.yml (2026-11-22); the forum itself where it tells',
  }
}
