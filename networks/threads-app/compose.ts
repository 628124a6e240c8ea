import { optionOf } from '../check-options.ts'
import { type Content, defineComposing, type Finding, type Limits, type OptionField } from '../compose.ts'
import { linksIn, spansIn } from '../families/graph-api/spans.ts'
import { inSyntax, richText } from '../rich-text.ts'
import { lengthOf } from './count.ts'

const MB = 1024 * 1024
const audiences = ['everyone', 'accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only']

export const options: OptionField[] = [
  {
    key: 'replyControl',
    kind: 'choice',
    label: 'threads-app.option.replyControl',
    choices: audiences.map((value) => ({ value, label: `threads-app.option.replyControl.${value}` })),
    default: 'everyone',
  },
  {
    key: 'topic',
    kind: 'text',
    label: 'threads-app.option.topic',
    help: 'threads-app.option.topic.help',
    maxLength: 50,
    default: '',
  },
  {
    key: 'link',
    kind: 'text',
    label: 'threads-app.option.link',
    help: 'threads-app.option.link.help',
    maxLength: 2048,
    default: '',
  },
  {
    key: 'quote',
    kind: 'text',
    label: 'threads-app.option.quote',
    help: 'threads-app.option.quote.help',
    maxLength: 30,
    default: '',
  },
  {
    key: 'location',
    kind: 'text',
    label: 'threads-app.option.location',
    help: 'threads-app.option.location.help',
    maxLength: 40,
    default: '',
  },
  {
    key: 'spoiler',
    kind: 'switch',
    label: 'threads-app.option.spoiler',
    help: 'threads-app.option.spoiler.help',
    default: false,
  },
  {
    key: 'ghost',
    kind: 'switch',
    label: 'threads-app.option.ghost',
    help: 'threads-app.option.ghost.help',
    default: false,
  },
]
const countries: OptionField = {
  key: 'countries',
  kind: 'words',
  label: 'threads-app.option.countries',
  help: 'threads-app.option.countries.help',
  max: 50,
  maxLength: 2,
  default: [],
}

type Chosen = Pick<Content, 'options'>
export const textOption = (content: Chosen, key: string): string | undefined =>
  String(optionOf(options, content.options, key) ?? '').trim() || undefined
export const switchOption = (content: Chosen, key: string) => optionOf(options, content.options, key) === true
export const countriesOf = ({ options: given }: Chosen): string[] =>
  Array.isArray(given.countries) ? given.countries.map((code) => code.trim().toUpperCase()).filter(Boolean) : []

/** People are mentioned by their user names; there is no other formatting. */
export const textOf = (written: string) => inSyntax(richText(written), { mention: (_, name) => `@${name}` })

const text = { unit: 'networks.units.characters', max: 500, count: (written: string) => lengthOf(textOf(written)) }

const limits: Limits = {
  text: [text],
  textRequired: 'without-media',
  parts: { max: 50 },
  media: {
    image: {
      mimes: ['image/jpeg', 'image/png'],
      maxBytes: 8 * MB,
      maxWidth: 1440,
      ratio: { min: 0.1, max: 10 },
      reencode: true,
    },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 1024 * MB,
      maxWidth: 1920,
      maxDurationMs: 300_000,
      maxFrameRate: 60,
      maxBitRate: 100_000_000,
      codecs: ['h264', 'hevc'],
      ratio: { min: 0.01, max: 10 },
      reencode: true,
    },
    perPart: 20,
    mix: 'images-and-videos',
    altMax: 1000,
    pulled: true,
  },
  poll: {
    options: { min: 2, max: 4 },
    optionMax: { unit: 'networks.units.characters', max: 25, count: (written) => [...written].length },
    questionRequired: false,
    durations: 'none',
    multiple: false,
    withMedia: false,
    withText: true,
  },
  firstComment: [text],
  card: 'from-network',
  source:
    'https://developers.facebook.com/docs/threads/posts, https://developers.facebook.com/docs/threads/overview (read 2026-11-22)',
}

export const composing = defineComposing({
  id: 'threads-app',
  name: 'Threads',
  color: '#000000',
  sign: 'M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM15.5 8.5v5a2.5 2.5 0 0 0 5 0V12a8.5 8.5 0 1 0-3.5 6.9',
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
  /** Only some accounts may choose countries: the network tells which. */
  optionsFor: (facts) => (facts.geoGating === true ? [...options, countries] : options),
  limits: () => limits,
  checkMore: (content) => [
    ...content.parts.flatMap((part, index) => checkLinks(content, part.text, index)),
    ...checkChoices(content),
  ],
  spans: (written) => spansIn(written, ['link', 'hashtag', 'mention']),
  shown: textOf,
})

const error = (path: string, code: string, values?: Finding['values']): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})

/** Five different ones; the attached one counts too: https://developers.facebook.com/docs/threads/posts#links (read 2026-11-22). */
function checkLinks(content: Content, written: string, index: number): Finding[] {
  const attached = index === 0 ? textOption(content, 'link') : undefined
  const count = new Set([...linksIn(textOf(written)), ...(attached ? [attached] : [])]).size
  return count > 5 ? [error(`parts.${index}.text`, 'threads-app.check.links', { count, max: 5 })] : []
}

function checkChoices(content: Content): Finding[] {
  const link = textOption(content, 'link')
  const [first] = content.parts
  const hasMore = (first?.media.length ?? 0) > 0 || first?.poll !== undefined
  return [
    ...(link && !URL.canParse(link) ? [error('options.link', 'threads-app.check.link')] : []),
    ...(link && hasMore ? [error('options.link', 'threads-app.check.linkAlone')] : []),
    ...(/[.&@]/.test(textOption(content, 'topic') ?? '') ? [error('options.topic', 'threads-app.check.topic')] : []),
    ...(/\D/.test(textOption(content, 'quote') ?? '') ? [error('options.quote', 'threads-app.check.quote')] : []),
    ...(switchOption(content, 'ghost') && hasMore ? [error('options.ghost', 'threads-app.check.ghost')] : []),
    ...countriesOf(content).flatMap((code) =>
      /^[A-Z]{2}$/.test(code) ? [] : [error('options.countries', 'threads-app.check.country', { code })],
    ),
  ]
}

export default composing
