import { optionOf } from '../check-options.ts'
import { isBlank } from '../check-text.ts'
import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { graphemesIn, statusLength } from './count.ts'
import { spansOf } from './entity-spans.ts'
import { instanceOf, limitsOf } from './limits.ts'
import { sentText } from './sent-text.ts'

const choices = (option: string, values: string[]) =>
  values.map((value) => ({ value, label: `mastodon.option.${option}.${value}` }))

export const options: OptionField[] = [
  {
    key: 'visibility',
    kind: 'choice',
    label: 'mastodon.option.visibility',
    choices: choices('visibility', ['public', 'unlisted', 'private', 'direct']),
    default: 'public',
  },
  {
    key: 'contentWarning',
    kind: 'text',
    label: 'mastodon.option.contentWarning',
    help: 'mastodon.option.contentWarning.help',
    maxLength: 500,
    default: '',
  },
  {
    key: 'sensitive',
    kind: 'switch',
    label: 'mastodon.option.sensitive',
    help: 'mastodon.option.sensitive.help',
    default: false,
  },
  {
    key: 'quotes',
    kind: 'choice',
    label: 'mastodon.option.quotes',
    help: 'mastodon.option.quotes.help',
    choices: choices('quotes', ['account', 'public', 'followers', 'nobody']),
    default: 'account',
  },
  { key: 'pin', kind: 'switch', label: 'mastodon.option.pin', help: 'mastodon.option.pin.help', default: false },
]

export const contentWarningOf = (content: Pick<Content, 'options'>) =>
  String(optionOf(options, content.options, 'contentWarning') ?? '').trim()

export const composing = defineComposing({
  id: 'mastodon',
  name: 'Mastodon',
  color: '#6364ff',
  sign: 'M5.5 19V10a3.2 3.2 0 0 1 6.5 0v4.5M12 10a3.2 3.2 0 0 1 6.5 0v9',
  can: {
    thread: true,
    firstComment: true,
    poll: true,
    alt: true,
    focus: true,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options,
  limits: limitsOf,
  checkMore: (content, facts) => [
    ...content.parts.flatMap((part, index) => [
      ...checkWarningFits(content, part.text, index, facts),
      ...checkAlone(content, index),
      ...checkPollText(content, index),
    ]),
    ...checkPin(content),
  ],
  spans: (text) => spansOf(sentText(text)),
  shown: sentText,
})

/** The content warning counts with each part's text. */
function checkWarningFits(content: Content, text: string, index: number, facts: AccountFacts): Finding[] {
  const warning = contentWarningOf(content)
  const { maxCharacters: max, charactersPerUrl } = instanceOf(facts)
  const alone = statusLength(sentText(text), charactersPerUrl)
  const count = alone + graphemesIn(warning)
  if (warning === '' || alone > max || count <= max) return []
  return [
    {
      path: `parts.${index}.text`,
      code: 'mastodon.check.withWarningTooLong',
      severity: 'error',
      values: { count, max, over: count - max },
    },
  ]
}

/** Pictures and GIFs stand together; a video or a sound stands alone. */
function checkAlone(content: Content, index: number): Finding[] {
  const media = content.parts[index]?.media ?? []
  const alone = media.some((one) => one.kind === 'video' || one.kind === 'audio')
  return alone && media.length > 1
    ? [{ path: `parts.${index}.media`, code: 'mastodon.check.videoAlone', severity: 'error' }]
    : []
}

function checkPollText(content: Content, index: number): Finding[] {
  const part = content.parts[index]
  return part?.poll && isBlank(part.text)
    ? [{ path: `parts.${index}.text`, code: 'mastodon.check.pollNeedsText', severity: 'error' }]
    : []
}

/** Mastodon pins no direct messages. */
function checkPin(content: Content): Finding[] {
  const direct = optionOf(options, content.options, 'visibility') === 'direct'
  return direct && content.options.pin === true
    ? [{ path: 'options.pin', code: 'mastodon.check.pinDirect', severity: 'error' }]
    : []
}

export default composing
