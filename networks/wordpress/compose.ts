import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type MediaRule,
} from '../compose.ts'
import { escapeHtml } from '../families/article/html-of-text.ts'
import { countShown, paragraphSpans, shownParagraphs } from '../families/article/paragraphs.ts'
import { optionsFor } from './options.ts'
import { mayIn } from './site-facts.ts'

/** WordPress bounds no text; this is ours, so that a request stays well within the 8 MB that PHP usually takes. */
export const mostCharacters = 200_000
/** The column of a comment: `wp_get_comment_fields_max_lengths()`. */
export const mostCommentBytes = 65_525

const file = (mimes: string[], more: Partial<MediaRule> = {}): MediaRule => ({
  mimes,
  maxBytes: 8 * 1024 * 1024,
  reencode: false,
  ...more,
})

const documents = [
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]

export const limits: Limits = {
  text: [{ unit: 'networks.units.characters', max: mostCharacters, count: countShown }],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 50,
    mix: 'any',
    altMax: 1000,
    image: file(['image/jpeg', 'image/png', 'image/webp'], { maxWidth: 2560, maxHeight: 2560, reencode: true }),
    gif: file(['image/gif']),
    video: file(['video/mp4', 'video/webm', 'video/quicktime'], {
      maxBytes: 64 * 1024 * 1024,
      codecs: ['h264', 'vp9', 'av1'],
      reencode: true,
    }),
    audio: file(['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/flac'], { maxBytes: 64 * 1024 * 1024 }),
    document: file(documents, { maxBytes: 64 * 1024 * 1024 }),
  },
  firstComment: [
    {
      unit: 'networks.units.bytes',
      max: mostCommentBytes,
      count: (text) => new TextEncoder().encode(escapeHtml(text)).length,
    },
  ],
  card: 'none',
  source:
    'https://developer.wordpress.org/rest-api/reference/posts/, https://developer.wordpress.org/reference/functions/wp_get_comment_fields_max_lengths/, https://www.php.net/manual/en/ini.core.php#ini.post-max-size (2026-11-22); text and files are bounded by Rialto, each site has its own upload limit',
}

export const composing = defineComposing({
  id: 'wordpress',
  name: 'WordPress',
  color: '#3858e9',
  sign: 'M3.5 6.5l4.3 12L12 8l4.2 10.5 4.3-12',
  group: 'writing',
  can: {
    thread: false,
    firstComment: true,
    poll: false,
    alt: true,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: true,
  },
  options: optionsFor({}),
  optionsFor,
  limits: limitsFor,
  checkMore: (content, facts) => checkFirstComment(content, facts),
  spans: (text) => paragraphSpans(text),
  shown: (text) => shownParagraphs(text),
})

/** Who may not upload is offered no files. */
function limitsFor(facts: AccountFacts): Limits {
  if (mayIn(facts, 'upload_files')) return limits
  const { perPart, mix, altMax } = limits.media
  return { ...limits, media: { perPart, mix, altMax } }
}

/** A comment stands only under what visitors can see, and where comments are open. */
function checkFirstComment({ firstComment, options }: Content, facts: AccountFacts): Finding[] {
  if (!firstComment?.trim()) return []
  const status = options.status ?? optionsFor(facts).find((field) => field.key === 'status')?.default
  const seen = status === 'publish' || status === 'private'
  if (seen && options.comments !== 'closed') return []
  return [{ path: 'firstComment', code: 'wordpress.check.commentNowhere', severity: 'error' }]
}

export default composing
