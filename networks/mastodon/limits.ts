import type { AccountFacts, Limits } from '../compose.ts'
import { graphemesIn, statusLength } from './count.ts'
import { sentText } from './sent-text.ts'

/** What an instance tells of its limits, kept in the account's facts as `instance`. */
export type InstanceFacts = {
  domain: string
  title: string
  version: string
  /** Of the API, 0 before 4.3. */
  apiVersion: number
  maxCharacters: number
  charactersPerUrl: number
  maxMedia: number
  mimes: string[]
  imageBytes: number
  imagePixels: number
  videoBytes: number
  videoPixels: number
  altMax: number
  pollOptions: number
  pollOptionCharacters: number
  pollMinSeconds: number
  pollMaxSeconds: number
  maxPinned: number
  /** Where its streams are told, as an HTTP address; absent where it tells none. */
  streaming?: string
}

/** Defaults of Mastodon 4.x: https://docs.joinmastodon.org/user/posting/ and /entities/Instance/ (read 2026-11-22). */
export const usualInstance: InstanceFacts = {
  domain: '',
  title: '',
  version: '',
  apiVersion: 0,
  maxCharacters: 500,
  charactersPerUrl: 23,
  maxMedia: 4,
  mimes: [
    'image/jpeg',
    'image/png',
    'image/gif',
    'image/heic',
    'image/heif',
    'image/webp',
    'image/avif',
    'video/webm',
    'video/mp4',
    'video/quicktime',
    'video/ogg',
    'audio/wave',
    'audio/wav',
    'audio/x-wav',
    'audio/ogg',
    'audio/vorbis',
    'audio/mpeg',
    'audio/mp3',
    'audio/webm',
    'audio/flac',
    'audio/aac',
    'audio/m4a',
    'audio/x-m4a',
    'audio/mp4',
    'audio/3gpp',
  ],
  imageBytes: 16_777_216,
  imagePixels: 33_177_600,
  videoBytes: 103_809_024,
  videoPixels: 8_294_400,
  altMax: 1500,
  pollOptions: 4,
  pollOptionCharacters: 50,
  pollMinSeconds: 300,
  pollMaxSeconds: 2_629_746,
  maxPinned: 5,
}

export function instanceOf(facts: AccountFacts): InstanceFacts {
  const told = facts.instance
  return typeof told === 'object' && told !== null ? { ...usualInstance, ...told } : usualInstance
}

export function limitsOf(facts: AccountFacts): Limits {
  const told = instanceOf(facts)
  const text = {
    unit: 'networks.units.characters',
    max: told.maxCharacters,
    count: (words: string) => statusLength(sentText(words), told.charactersPerUrl),
  }
  const mimes = (kind: string) => told.mimes.filter((mime) => mime.startsWith(`${kind}/`) && mime !== 'image/gif')
  return {
    text: [text],
    textRequired: 'without-media',
    parts: { max: 100 },
    media: {
      perPart: told.maxMedia,
      mix: 'any',
      altMax: told.altMax,
      image: { mimes: mimes('image'), maxBytes: told.imageBytes, maxPixels: told.imagePixels, reencode: true },
      gif: { mimes: ['image/gif'], maxBytes: told.imageBytes, maxPixels: told.imagePixels, reencode: false },
      video: { mimes: mimes('video'), maxBytes: told.videoBytes, maxPixels: told.videoPixels, reencode: true },
      audio: { mimes: mimes('audio'), maxBytes: told.videoBytes, reencode: true },
    },
    poll: {
      options: { min: 2, max: told.pollOptions },
      optionMax: { unit: 'networks.units.characters', max: told.pollOptionCharacters, count: graphemesIn },
      questionRequired: false,
      durations: { minSeconds: told.pollMinSeconds, maxSeconds: told.pollMaxSeconds },
      multiple: true,
      withMedia: false,
      withText: true,
    },
    firstComment: [text],
    card: 'from-network',
    source:
      'https://docs.joinmastodon.org/user/posting/, https://docs.joinmastodon.org/entities/Instance/ (2026-11-22); the instance itself where it tells',
  }
}
