import { checkText } from '../check-text.ts'
import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type OptionField,
  type Part,
} from '../compose.ts'
import { mostButtons, readButtons } from './buttons.ts'
import { limits, mostMarks, plainCaption, plainText, pollText } from './limits.ts'
import { formatted, visibleLength } from './markup.ts'
import { readPlace } from './place.ts'
import { spansOf } from './spans.ts'

const toggle = (key: string): OptionField => ({
  key,
  label: `telegram.option.${key}`,
  help: `telegram.option.${key}.help`,
  kind: 'switch',
  default: false,
})
const choice = (key: string, values: string[]): OptionField => ({
  key,
  label: `telegram.option.${key}`,
  help: `telegram.option.${key}.help`,
  kind: 'choice',
  choices: values.map((value) => ({ value, label: `telegram.option.${key}.${value}` })),
  default: values[0] ?? '',
})

export const options: OptionField[] = [
  choice('formatting', ['light', 'plain']),
  choice('preview', ['small', 'large', 'off']),
  {
    key: 'buttons',
    label: 'telegram.option.buttons',
    help: 'telegram.option.buttons.help',
    kind: 'text',
    maxLength: 4000,
    default: '',
    multiline: true,
  },
  {
    key: 'location',
    label: 'telegram.option.location',
    help: 'telegram.option.location.help',
    kind: 'text',
    maxLength: 500,
    default: '',
  },
  ...['silent', 'pin', 'protect', 'captionAbove', 'spoiler'].map(toggle),
]

export default defineComposing({
  id: 'telegram',
  name: 'Telegram',
  color: '#229ed9',
  sign: 'M20.5 4.5 3.5 11.5l5.5 2 1.5 5.5 3-3.5 4.5 3.5 2.5-14.5ZM9 13.5l6-4.5',
  group: 'messenger',
  can: {
    thread: true,
    firstComment: true,
    poll: true,
    alt: false,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options,
  limits,
  checkMore,
  spans: spansOf,
  shown: (text, content) => formatted(text, content.options.formatting).text,
})

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  return [
    ...content.parts.flatMap((part, at) => checkPart(part, at, content)),
    ...checkButtons(content),
    ...checkPlace(content),
    ...checkComment(content, facts),
    ...checkRights(content, facts),
  ]
}

function checkPart(part: Part, at: number, content: Content): Finding[] {
  const path = `parts.${at}`
  const plain = content.options.formatting === 'plain'
  const rule = part.media.length > 0 || part.poll ? plainCaption : plainText
  const fitsAsLight = visibleLength(part.text) <= rule.max
  const long = plain && fitsAsLight ? checkText(part.text, [rule], `${path}.text`) : []
  const beside = part.poll && !plain && part.media.length === 0 ? checkText(part.text, [pollText], `${path}.text`) : []
  const marks = formatted(part.text, content.options.formatting).entities.length
  const many =
    marks > mostMarks ? [error(`${path}.text`, 'telegram.check.tooManyMarks', { count: marks, max: mostMarks })] : []
  return [...long, ...beside, ...many, ...checkAlbum(part, `${path}.media`)]
}

/** Pictures and videos may share an album; sound and documents only with their own kind; a moving picture stands alone. */
function checkAlbum({ media }: Part, path: string): Finding[] {
  if (media.length < 2) return []
  const kinds = new Set(media.map((one) => (one.kind === 'video' ? 'image' : one.kind)))
  if (kinds.has('gif')) return [error(path, 'telegram.check.gifAlone')]
  return kinds.size > 1 ? [error(path, 'telegram.check.albumMix')] : []
}

function checkButtons(content: Content): Finding[] {
  const lines = readButtons(content.options.buttons)
  const path = 'options.buttons'
  const wrong = lines.flatMap((one) =>
    'problem' in one
      ? [error(path, `telegram.check.button.${one.problem}`, { line: one.line, written: one.written.slice(0, 80) })]
      : [],
  )
  if (lines.length > mostButtons)
    wrong.push(error(path, 'telegram.check.button.tooMany', { max: mostButtons, count: lines.length }))
  const album = (content.parts[0]?.media.length ?? 0) > 1
  return lines.length > 0 && album ? [...wrong, error(path, 'telegram.check.button.album')] : wrong
}

function checkPlace({ options: { location } }: Content): Finding[] {
  const place = readPlace(location)
  return place && 'problem' in place ? [error('options.location', `telegram.check.location.${place.problem}`)] : []
}

/** Under a channel's post people comment in the group linked with it, and so does the bot. */
function checkComment(content: Content, facts: AccountFacts): Finding[] {
  const { firstComment = '', options } = content
  if (!firstComment.trim()) return []
  const long = options.formatting === 'plain' ? checkText(firstComment, [plainText], 'firstComment') : []
  return [...(visibleLength(firstComment) <= plainText.max ? long : []), ...checkPlaceOfComment(facts)]
}

function checkPlaceOfComment(facts: AccountFacts): Finding[] {
  if (facts.chatType !== 'channel') return []
  if (!facts.discussionId) return [error('firstComment', 'telegram.check.noDiscussion')]
  return facts.inDiscussion === true ? [] : [error('firstComment', 'telegram.check.notInDiscussion')]
}

const checkRights = (content: Content, facts: AccountFacts): Finding[] =>
  content.options.pin === true && facts.canPin === false ? [error('options.pin', 'telegram.check.mayNotPin')] : []

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
