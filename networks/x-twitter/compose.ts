import { optionOf } from '../check-options.ts'
import { isBlank } from '../check-text.ts'
import { type Content, defineComposing, type Finding, type Limits, type OptionField, type Part } from '../compose.ts'
import { costOf } from './cost.ts'
import { spansOf, weightedLength, wordsOf } from './words.ts'

export const options: OptionField[] = [
  {
    key: 'replySettings',
    kind: 'choice',
    label: 'x-twitter.option.replySettings',
    choices: ['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'].map((value) => ({
      value,
      label: `x-twitter.option.replySettings.${value}`,
    })),
    default: 'everyone',
  },
  {
    key: 'quote',
    kind: 'text',
    label: 'x-twitter.option.quote',
    help: 'x-twitter.option.quote.help',
    maxLength: 300,
    default: '',
  },
  {
    key: 'place',
    kind: 'text',
    label: 'x-twitter.option.place',
    help: 'x-twitter.option.place.help',
    maxLength: 16,
    default: '',
  },
  {
    key: 'paidPartnership',
    kind: 'switch',
    label: 'x-twitter.option.paidPartnership',
    help: 'x-twitter.option.paidPartnership.help',
    default: false,
  },
  {
    key: 'madeWithAi',
    kind: 'switch',
    label: 'x-twitter.option.madeWithAi',
    help: 'x-twitter.option.madeWithAi.help',
    default: false,
  },
]

const text = { unit: 'networks.units.characters', max: 280, count: weightedLength }
const codePoints = (written: string) => [...written].length

const limits: Limits = {
  text: [text],
  textRequired: 'without-media',
  parts: { max: 25 },
  media: {
    perPart: 4,
    mix: 'one-kind',
    altMax: 1000,
    image: {
      mimes: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 5_000_000,
      maxWidth: 8192,
      maxHeight: 8192,
      reencode: true,
    },
    gif: { mimes: ['image/gif'], maxBytes: 15_000_000, maxWidth: 1280, maxHeight: 1080, reencode: false },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 512_000_000,
      minWidth: 32,
      minHeight: 32,
      maxWidth: 1920,
      maxHeight: 1920,
      ratio: { min: 1 / 3, max: 3 },
      codecs: ['h264'],
      maxFrameRate: 60,
      minDurationMs: 500,
      maxDurationMs: 140_000,
      reencode: true,
    },
  },
  poll: {
    options: { min: 2, max: 4 },
    optionMax: { unit: 'networks.units.characters', max: 25, count: codePoints },
    questionRequired: false,
    durations: { minSeconds: 5 * 60, maxSeconds: 10_080 * 60 },
    multiple: false,
    withMedia: false,
    withText: true,
  },
  firstComment: [text],
  card: 'from-network',
  source:
    'https://docs.x.com/fundamentals/counting-characters, https://docs.x.com/x-api/media/quickstart/best-practices, https://docs.x.com/x-api/posts/create-post (2026-11-22)',
}

export const composing = defineComposing({
  id: 'x-twitter',
  name: 'X',
  color: '#0f1419',
  sign: 'M5 5l14 14M19 5l-5.8 6M10.8 13 5 19',
  can: {
    thread: true,
    firstComment: true,
    poll: true,
    alt: true,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: true,
    schedule: false,
  },
  options,
  cost: costOf,
  limits: () => limits,
  checkMore: (content) => [
    ...content.parts.flatMap((part, index) => [...checkAlone(part, index), ...checkPollText(part, index)]),
    ...checkQuote(content),
    ...checkPlace(content),
  ],
  spans: (written) => spansOf(written),
  shown: (written) => wordsOf(written),
})

export const quotedIn = (content: Content): string | undefined =>
  /(?:^|\/status(?:es)?\/)(\d{1,19})(?:[/?#].*)?$/.exec(
    String(optionOf(options, content.options, 'quote') ?? '').trim(),
  )?.[1]

/** Four pictures, or one GIF, or one video. */
function checkAlone(part: Part, index: number): Finding[] {
  const moving = part.media.some((one) => one.kind === 'video' || one.kind === 'gif')
  return moving && part.media.length > 1
    ? [{ path: `parts.${index}.media`, code: 'x-twitter.check.movingAlone', severity: 'error' }]
    : []
}

const checkPollText = (part: Part, index: number): Finding[] =>
  part.poll && isBlank(part.text)
    ? [{ path: `parts.${index}.text`, code: 'x-twitter.check.pollNeedsText', severity: 'error' }]
    : []

export const placeIn = (content: Content): string =>
  String(optionOf(options, content.options, 'place') ?? '')
    .trim()
    .toLowerCase()

/** X names places by sixteen hexadecimal digits. */
function checkPlace(content: Content): Finding[] {
  const place = placeIn(content)
  if (place === '' || /^[0-9a-f]{16}$/.test(place)) return []
  return [{ path: 'options.place', code: 'x-twitter.check.place', severity: 'error' }]
}

/** What quotes cannot hold files or a poll; the post quoted is named by its address. */
function checkQuote(content: Content): Finding[] {
  const written = String(content.options.quote ?? '').trim()
  const [first] = content.parts
  if (written === '') return []
  if (!quotedIn(content)) return [{ path: 'options.quote', code: 'x-twitter.check.quoteAddress', severity: 'error' }]
  return first && (first.media.length > 0 || first.poll)
    ? [{ path: 'options.quote', code: 'x-twitter.check.quoteAlone', severity: 'error' }]
    : []
}

export default composing
