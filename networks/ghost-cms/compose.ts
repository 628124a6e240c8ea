import { type AccountFacts, type Content, defineComposing, type Finding, type Limits } from '../compose.ts'
import { countShown, paragraphSpans, shownParagraphs } from '../families/article/paragraphs.ts'
import { optionsFor } from './options.ts'

/** Ghost bounds a text at a thousand million characters; this is ours, so that a request stays small. */
export const mostCharacters = 200_000

const megabyte = 1024 * 1024

/** `core/shared/config/overrides.json` names the types of files; sizes are bounded by whoever hosts the site. */
export const limits: Limits = {
  text: [{ unit: 'networks.units.characters', max: mostCharacters, count: countShown }],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 50,
    mix: 'any',
    altMax: 2000,
    image: {
      mimes: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 10 * megabyte,
      maxWidth: 4000,
      maxHeight: 4000,
      reencode: true,
    },
    gif: { mimes: ['image/gif'], maxBytes: 10 * megabyte, reencode: false },
    video: {
      mimes: ['video/mp4', 'video/webm'],
      maxBytes: 100 * megabyte,
      codecs: ['h264', 'vp9', 'av1'],
      reencode: true,
    },
    audio: { mimes: ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4'], maxBytes: 100 * megabyte, reencode: false },
    document: {
      mimes: ['application/pdf', 'text/plain', 'text/csv', 'application/zip'],
      maxBytes: 100 * megabyte,
      reencode: false,
    },
  },
  card: 'none',
  source:
    'https://docs.ghost.org/admin-api/posts/overview, https://docs.ghost.org/admin-api/images/overview, https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/data/schema/schema.js (2026-11-22); text and files are bounded by Rialto',
}

export const composing = defineComposing({
  id: 'ghost-cms',
  name: 'Ghost',
  color: '#15171a',
  sign: 'M5.5 20v-9a6.5 6.5 0 0 1 13 0v9l-3.2-2-3.3 2-3.3-2-3.2 2ZM9.5 11v.01M14.5 11v.01',
  group: 'writing',
  can: {
    thread: false,
    firstComment: false,
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
  limits: () => limits,
  checkMore: (content, facts) => [...checkEmail(content, facts), ...checkCanonical(content)],
  spans: (text) => paragraphSpans(text),
  shown: (text) => shownParagraphs(text),
})

/** An e-mail goes out when a post is published, or at its moment; never with a draft. */
function checkEmail({ options }: Content, facts: AccountFacts): Finding[] {
  const known = optionsFor(facts).some((field) => field.key === 'newsletter')
  if (!known || !options.newsletter || options.status !== 'draft') return []
  return [{ path: 'options.newsletter', code: 'ghost-cms.check.emailDraft', severity: 'error' }]
}

function checkCanonical({ options }: Content): Finding[] {
  const given = String(options.canonicalUrl ?? '').trim()
  if (given === '' || (URL.canParse(given) && /^https?:/.test(given))) return []
  return [{ path: 'options.canonicalUrl', code: 'ghost-cms.check.canonicalUrl', severity: 'error' }]
}

export default composing
