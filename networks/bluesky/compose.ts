import type { AccountFacts, Content, Finding, Limits, MediaUse, OptionField, TextRule } from '../compose.ts'
import { defineComposing } from '../compose.ts'
import { sentText } from './sent-text.ts'
import { findSpans } from './spans.ts'

/** Written in `app.bsky.feed.post`, `app.bsky.embed.*`; the video length is the app's own rule. */
const source = 'https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky (2026-08-20)'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** Characters as people see them: a family emoji is one. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

export const utf8Bytes = (text: string): number => encoder.encode(text).length

const text: TextRule[] = [
  { unit: 'networks.units.graphemes', max: 300, count: (written) => graphemes(sentText(written).text) },
  { unit: 'networks.units.bytes', max: 3000, count: (written) => utf8Bytes(sentText(written).text) },
]

/** `app.bsky.embed.images` holds four; more go as `app.bsky.embed.gallery`, which clients bound at ten. */
export const imagesInPlainEmbed = 4
export const imagesInGallery = 10
export const imageMaxBytes = 2_000_000
export const cardThumbMaxBytes = 1_000_000
export const videoMaxBytes = 300_000_000
export const imageMimes = ['image/jpeg', 'image/png', 'image/webp']

const stillImage = { mimes: imageMimes, maxBytes: imageMaxBytes, maxWidth: 4000, maxHeight: 4000, reencode: true }

/** A server bounds the size of any file, often below the lexicon; the video service takes videos past it. */
function limitsOf(facts: AccountFacts): Limits {
  const largest = typeof facts.largestBlob === 'number' ? facts.largestBlob : videoMaxBytes
  const image = { ...stillImage, maxBytes: Math.min(imageMaxBytes, largest) }
  const videoBytes = typeof facts.videoService === 'string' ? videoMaxBytes : Math.min(videoMaxBytes, largest)
  return {
    text,
    textRequired: 'without-media',
    parts: { max: 50 },
    media: {
      image,
      gif: { ...image, mimes: [...imageMimes, 'image/gif'] },
      video: { mimes: ['video/mp4'], maxBytes: videoBytes, codecs: ['h264'], maxDurationMs: 180_000, reencode: true },
      perPart: imagesInGallery,
      mix: 'one-kind',
      altMax: 2000,
    },
    firstComment: text,
    card: 'own',
    source,
  }
}

export const replyGates = ['everybody', 'nobody', 'mentioned', 'followers', 'following'] as const
export const selfLabels = ['sexual', 'nudity', 'porn', 'graphic-media'] as const

const options: OptionField[] = [
  {
    key: 'replies',
    label: 'bluesky.options.replies',
    help: 'bluesky.options.repliesHelp',
    kind: 'many',
    choices: replyGates.map((value) => ({ value, label: `bluesky.options.replies.${value}` })),
    default: ['everybody'],
  },
  { key: 'quotes', label: 'bluesky.options.quotes', help: 'bluesky.options.quotesHelp', kind: 'switch', default: true },
  {
    key: 'labels',
    label: 'bluesky.options.labels',
    help: 'bluesky.options.labelsHelp',
    kind: 'many',
    choices: selfLabels.map((value) => ({ value, label: `bluesky.options.labels.${value}` })),
    default: [],
  },
  {
    key: 'tags',
    label: 'bluesky.options.tags',
    help: 'bluesky.options.tagsHelp',
    kind: 'text',
    maxLength: 600,
    default: '',
  },
]

/** Tags beside the text: at most eight, each 64 characters. `#` before them is dropped. */
export function extraTags(content: Content | { options: Content['options'] }): string[] {
  const written = content.options.tags
  const list = Array.isArray(written) ? written : String(written ?? '').split(/[,\s]+/)
  return [...new Set(list.map((one) => one.trim().replace(/^[#＃]/, '')).filter((one) => one !== ''))]
}

/** Who may answer, or undefined for everybody. An empty list is nobody. */
export function replyRules(options: Content['options']): ('mentioned' | 'followers' | 'following')[] | undefined {
  const written = options.replies
  const chosen = Array.isArray(written) ? written : written === undefined ? [] : [String(written)]
  if (chosen.length === 0 || chosen.includes('everybody')) return undefined
  if (chosen.includes('nobody')) return []
  return (['mentioned', 'followers', 'following'] as const).filter((rule) => chosen.includes(rule))
}

function checkMore(content: Content, _facts: AccountFacts): Finding[] {
  return [
    ...content.parts.flatMap((part, at) => checkMedia(part.media, `parts.${at}`)),
    ...content.parts.flatMap((part, at) => (part.card && part.media.length > 0 ? [cardBesideMedia(at)] : [])),
    ...checkOptions(content),
    ...content.parts.flatMap((part, at) => checkHashtags(sentText(part.text).text, `parts.${at}.text`)),
  ]
}

function checkMedia(media: MediaUse[], path: string): Finding[] {
  const videos = media.filter((one) => one.kind === 'video').length
  const findings: Finding[] = []
  if (videos > 1) findings.push({ path: `${path}.media`, code: 'bluesky.check.oneVideo', severity: 'error' })
  media.forEach((one, at) => {
    if (one.kind === 'gif')
      findings.push({ path: `${path}.media.${at}`, code: 'bluesky.check.gifStandsStill', severity: 'warning' })
  })
  if (media.length > imagesInPlainEmbed && videos === 0)
    findings.push({
      path: `${path}.media`,
      code: 'bluesky.check.gallery',
      severity: 'warning',
      values: { max: imagesInPlainEmbed },
    })
  return findings
}

const cardBesideMedia = (at: number): Finding => ({
  path: `parts.${at}.card`,
  code: 'bluesky.check.cardBesideMedia',
  severity: 'warning',
})

function checkOptions(content: Content): Finding[] {
  const findings: Finding[] = []
  const tags = extraTags(content)
  if (tags.length > 8)
    findings.push({
      path: 'options.tags',
      code: 'bluesky.check.tooManyTags',
      severity: 'error',
      values: { max: 8, count: tags.length },
    })
  const long = tags.find((tag) => graphemes(tag) > 64)
  if (long)
    findings.push({
      path: 'options.tags',
      code: 'bluesky.check.longTag',
      severity: 'error',
      values: { tag: long, max: 64 },
    })
  const replies = content.options.replies
  if (Array.isArray(replies) && replies.length > 1 && (replies.includes('everybody') || replies.includes('nobody')))
    findings.push({ path: 'options.replies', code: 'bluesky.check.repliesContradict', severity: 'error' })
  return findings
}

/** A tag longer than 64 characters stays plain text, which people should know while writing. */
function checkHashtags(written: string, path: string): Finding[] {
  const alive = new Set(findSpans(written).map((span) => span.from))
  return [...written.matchAll(/(?<=^|\s)[#＃]\S+/gu)]
    .filter((match) => !alive.has(match.index) && graphemes(match[0]) > 65)
    .map((match) => {
      const values = { tag: `${match[0].slice(1, 21)}…`, max: 64 }
      return { path, code: 'bluesky.check.longTag', severity: 'warning', values }
    })
}

export default defineComposing({
  id: 'bluesky',
  name: 'Bluesky',
  color: '#0085ff',
  sign: 'M12 11.5C10.5 8.5 7.5 5.5 5 5 3 5 3.5 8 4 10.5s3 3 5 2.5c-2.5.5-4.5 2-2.5 4.5s4.5.5 5.5-2.5c1 3 3.5 5 5.5 2.5S17.5 13.5 15 13c2 .5 4.5 0 5-2.5S21 5 19 5c-2.5.5-5.5 3.5-7 6.5Z',
  can: {
    thread: true,
    firstComment: true,
    poll: false,
    alt: true,
    focus: false,
    card: true,
    editPublished: false,
    removePublished: true,
    schedule: false,
  },
  options,
  limits: limitsOf,
  checkMore,
  spans: (written) => sentText(written).spans,
  shown: (written) => sentText(written).text,
})
