import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type OptionField,
  type Part,
  type Span,
} from '../compose.ts'
import { seenText } from './little-text.ts'

export const isPage = (facts: AccountFacts) => typeof facts.organization === 'string'

const visibilities = (facts: AccountFacts) => (isPage(facts) ? ['PUBLIC', 'LOGGED_IN'] : ['PUBLIC', 'CONNECTIONS'])

export const optionsFor = (facts: AccountFacts): OptionField[] => [
  {
    key: 'visibility',
    kind: 'choice',
    label: 'linkedin.option.visibility',
    choices: visibilities(facts).map((value) => ({ value, label: `linkedin.option.visibility.${value}` })),
    default: 'PUBLIC',
  },
  {
    key: 'title',
    kind: 'text',
    label: 'linkedin.option.title',
    help: 'linkedin.option.title.help',
    maxLength: 100,
    default: '',
  },
  {
    key: 'noReshare',
    kind: 'switch',
    label: 'linkedin.option.noReshare',
    help: 'linkedin.option.noReshare.help',
    default: false,
  },
]

const characters = (max: number) => ({
  unit: 'networks.units.characters',
  max,
  count: (text: string) => seenText(text).length,
})
export const pollSeconds: Record<number, string> = {
  86400: 'ONE_DAY',
  259200: 'THREE_DAYS',
  604800: 'SEVEN_DAYS',
  1209600: 'FOURTEEN_DAYS',
}
const documents = [
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]
const picture = { maxBytes: 8_000_000, maxPixels: 36_152_320 }

export const limits: Limits = {
  text: [characters(3000)],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 20,
    mix: 'one-kind',
    altMax: 4086,
    image: { mimes: ['image/jpeg', 'image/png'], ...picture, reencode: true },
    gif: { mimes: ['image/gif'], ...picture, reencode: false },
    video: {
      mimes: ['video/mp4'],
      maxBytes: 500_000_000,
      minWidth: 256,
      minHeight: 144,
      maxWidth: 4096,
      maxHeight: 4096,
      ratio: { min: 1 / 2.4, max: 2.4 },
      codecs: ['h264'],
      maxFrameRate: 60,
      minDurationMs: 3000,
      maxDurationMs: 1_800_000,
      reencode: true,
    },
    document: { mimes: documents, maxBytes: 100_000_000, reencode: false },
  },
  poll: {
    options: { min: 2, max: 4 },
    optionMax: characters(30),
    questionMax: characters(140),
    questionRequired: true,
    durations: { seconds: Object.keys(pollSeconds).map(Number) },
    multiple: false,
    withMedia: false,
    withText: true,
  },
  firstComment: [characters(1250)],
  card: 'own',
  source:
    'https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api, …/shares/images-api, …/shares/videos-api, …/shares/documents-api, …/shares/poll-post-api, https://www.linkedin.com/help/linkedin/answer/a528176 (2026-11-22)',
}

export const composing = defineComposing({
  id: 'linkedin',
  name: 'LinkedIn',
  color: '#0a66c2',
  sign: 'M6 10.5v8M6 6v.01M11 18.5v-8M11 14c0-2 1.6-3.5 3.6-3.5S18 12 18 14v4.5',
  can: {
    thread: false,
    firstComment: true,
    poll: true,
    alt: true,
    focus: false,
    card: true,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options: optionsFor({}),
  optionsFor,
  limits: () => limits,
  checkMore: (content) =>
    content.parts.flatMap((part, index) => [...checkAlone(part, index), ...checkCard(part, index)]),
  spans: (written) => spansOf(seenText(written)),
  shown: (written) => seenText(written),
})

/** Several pictures stand together; a video, a GIF or a document stands alone. */
function checkAlone(part: Part, index: number): Finding[] {
  const alone = part.media.length > 1 && part.media.some((one) => one.kind !== 'image')
  return alone ? [{ path: `parts.${index}.media`, code: 'linkedin.check.alone', severity: 'error' }] : []
}

/** A post holds one thing: files, a poll or a card. */
function checkCard(part: Part, index: number): Finding[] {
  if (!part.card) return []
  const path = `parts.${index}.card`
  const beside: Finding[] =
    part.media.length > 0 || part.poll ? [{ path, code: 'linkedin.check.cardAlone', severity: 'error' }] : []
  const long = [...part.card.title].length > 400 || [...part.card.description].length > 4086
  return [...beside, ...(long ? [{ path, code: 'linkedin.check.cardLong', severity: 'error' } satisfies Finding] : [])]
}

const patterns: [Span['kind'], RegExp][] = [
  ['link', /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/gu],
  ['hashtag', /(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu],
]

export const spansOf = (text: string): Span[] =>
  patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((found) => ({
      kind,
      from: found.index,
      to: found.index + found[0].length,
      target: found[0].replace(/^#/, ''),
    })),
  )

export const titleOf = (content: Content, fileName: string | undefined) =>
  String(content.options.title ?? '').trim() || fileName?.replace(/\.\w+$/, '') || ''

export default composing
