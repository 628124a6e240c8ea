import { optionOf } from '../check-options.ts'
import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type OptionField,
  type OptionValue,
  type Span,
  type TextRule,
} from '../compose.ts'
import { plainText } from '../rich-text.ts'

const choices = (option: string, values: string[]) =>
  values.map((value) => ({ value, label: `twitch.option.${option}.${value}` }))
const broadcast = { key: 'as', is: ['broadcast'] }

export const options: OptionField[] = [
  {
    key: 'as',
    kind: 'choice',
    label: 'twitch.option.as',
    help: 'twitch.option.as.help',
    choices: choices('as', ['announcement', 'message', 'broadcast']),
    default: 'announcement',
  },
  {
    key: 'color',
    kind: 'choice',
    label: 'twitch.option.color',
    choices: choices('color', ['primary', 'blue', 'green', 'orange', 'purple']),
    default: 'primary',
    when: { key: 'as', is: ['announcement'] },
  },
  { key: 'starts', kind: 'moment', label: 'twitch.option.starts', default: '', when: broadcast, required: true },
  {
    key: 'minutes',
    kind: 'choice',
    label: 'twitch.option.minutes',
    choices: ['30', '60', '90', '120', '180', '240', '360'].map((value) => ({ value, label: value, named: true })),
    default: '120',
    when: broadcast,
  },
  {
    key: 'weekly',
    kind: 'switch',
    label: 'twitch.option.weekly',
    help: 'twitch.option.weekly.help',
    default: false,
    when: broadcast,
  },
  {
    key: 'zone',
    kind: 'text',
    label: 'twitch.option.zone',
    help: 'twitch.option.zone.help',
    maxLength: 60,
    default: 'UTC',
    when: broadcast,
  },
  {
    key: 'streamTitle',
    kind: 'text',
    label: 'twitch.option.streamTitle',
    help: 'twitch.option.streamTitle.help',
    maxLength: 140,
    default: '',
  },
  {
    key: 'category',
    kind: 'text',
    label: 'twitch.option.category',
    help: 'twitch.option.category.help',
    maxLength: 100,
    default: '',
  },
]

export const option = (content: Pick<Content, 'options'>, key: string): OptionValue | undefined =>
  optionOf(options, content.options, key)

/** Chat knows no lines: what stands on several comes in one. */
export const lineOf = (written: string): string => inOneLine(written).trim()
const inOneLine = (written: string) => plainText(written).replace(/\s*\n\s*/g, ' ')

const characters = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (text) => inOneLine(text).length,
})

export const composing = defineComposing({
  id: 'twitch',
  name: 'Twitch',
  color: '#9146ff',
  sign: 'M5 4h15v10l-4 4h-4l-3 3v-3H5V4ZM11 8v4M15.5 8v4',
  group: 'video',
  can: {
    thread: false,
    firstComment: false,
    poll: true,
    alt: false,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: false,
    schedule: false,
  },
  options,
  limits: () => ({
    text: [characters(500)],
    textRequired: 'without-media',
    parts: { max: 1 },
    media: { perPart: 0, mix: 'any', altMax: 0 },
    poll: {
      options: { min: 2, max: 5 },
      optionMax: characters(25),
      questionMax: characters(60),
      questionRequired: true,
      durations: { minSeconds: 15, maxSeconds: 1800 },
      multiple: false,
      withMedia: false,
      withText: false,
    },
    card: 'none',
    source:
      'https://dev.twitch.tv/docs/api/reference/#send-chat-announcement, #send-chat-message, #create-poll, #create-channel-stream-schedule-segment (2026-11-22)',
  }),
  checkMore: (content, facts) => [
    ...checkRank(content, facts),
    ...checkRights(content, facts),
    ...checkBroadcast(content),
  ],
  spans: spansOf,
  shown: (text) => lineOf(text),
})

type ChannelFacts = { type?: string; granted?: string[] }
const channelOf = (facts: AccountFacts): ChannelFacts => (facts.channel ?? {}) as ChannelFacts

const error = (path: string, code: string): Finding => ({ path, code: `twitch.check.${code}`, severity: 'error' })

/** Polls, and broadcasts planned only once, are for affiliates and partners. */
function checkRank(content: Content, facts: AccountFacts): Finding[] {
  if (channelOf(facts).type !== '') return []
  if (content.parts[0]?.poll) return [error('parts.0.poll', 'pollRank')]
  const once = option(content, 'as') === 'broadcast' && option(content, 'weekly') !== true
  return once ? [error('options.weekly', 'onceRank')] : []
}

const rights: [string, (content: Content) => boolean, string][] = [
  ['channel:manage:polls', (content) => content.parts[0]?.poll !== undefined, 'parts.0.poll'],
  ['channel:manage:schedule', (content) => option(content, 'as') === 'broadcast', 'options.as'],
  [
    'channel:manage:broadcast',
    (content) => Boolean(option(content, 'streamTitle') || option(content, 'category')),
    'options.streamTitle',
  ],
]

function checkRights(content: Content, facts: AccountFacts): Finding[] {
  const { granted } = channelOf(facts)
  if (!granted) return []
  return rights
    .filter(([right, isUsed]) => isUsed(content) && !granted.includes(right))
    .map(([right, , path]) => ({ ...error(path, 'right'), values: { right } }))
}

function checkBroadcast(content: Content): Finding[] {
  if (option(content, 'as') !== 'broadcast' || content.parts[0]?.poll) return []
  const count = lineOf(content.parts[0]?.text ?? '').length
  const long: Finding[] =
    count > 140 ? [{ ...error('parts.0.text', 'broadcastTitle'), values: { count, max: 140, over: count - 140 } }] : []
  return isZone(String(option(content, 'zone') ?? '')) ? long : [...long, error('options.zone', 'zone')]
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function spansOf(text: string): Span[] {
  const links = Array.from(text.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g), (hit): Span => {
    return { from: hit.index, to: hit.index + hit[0].length, kind: 'link', target: hit[0] }
  })
  const isFree = (at: number) => !links.some((one) => at >= one.from && at < one.to)
  const names = Array.from(text.matchAll(/(?<![\p{L}\p{N}_])@([A-Za-z0-9_]{3,25})/gu), (hit): Span => {
    return { from: hit.index, to: hit.index + hit[0].length, kind: 'mention', target: hit[1] }
  })
  return [...links, ...names.filter((one) => isFree(one.from))].sort((a, b) => a.from - b.from)
}

export default composing
