import { optionOf } from '../check-options.ts'
import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type OptionField,
  type Part,
} from '../compose.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { mostButtons, readButtons } from './buttons.ts'
import { type Place, placeOf, serverOf } from './channels.ts'
import { limits, titleMax } from './limits.ts'
import { shownText } from './markdown.ts'

const toggle = (key: string, more: Partial<OptionField> = {}): OptionField =>
  ({
    key,
    label: `discord.option.${key}`,
    help: `discord.option.${key}.help`,
    kind: 'switch',
    default: false,
    ...more,
  }) as OptionField

/** One field of tags for each forum that has any; drawn while that forum is chosen. */
export const tagField = (forum: string) => `tags-${forum}`

export function optionsFor(facts: AccountFacts): OptionField[] {
  const { places } = serverOf(facts)
  const of = (...kinds: Place['kind'][]) => places.filter((one) => kinds.includes(one.kind)).map((one) => one.id)
  const forums = places.filter((one) => one.kind === 'forum')
  const signs = { text: '#', announcement: '📣 ', forum: '💬 ' }
  const text = { kind: 'text', maxLength: titleMax, default: '' } as const
  return [
    {
      key: 'channel',
      label: 'discord.option.channel',
      kind: 'choice',
      choices: places.map((one) => ({ value: one.id, label: `${signs[one.kind]}${one.name}`, named: true })),
      default: places[0]?.id ?? '',
    },
    ...(forums.length > 0
      ? [
          {
            key: 'title',
            label: 'discord.option.title',
            required: true as const,
            when: { key: 'channel', is: of('forum') },
            ...text,
          },
        ]
      : []),
    ...forums.flatMap(tagFieldOf),
    {
      key: 'thread',
      label: 'discord.option.thread',
      help: 'discord.option.thread.help',
      when: { key: 'channel', is: of('text', 'announcement') },
      ...text,
    },
    ...(of('announcement').length > 0
      ? [toggle('crosspost', { when: { key: 'channel', is: of('announcement') } })]
      : []),
    {
      key: 'buttons',
      label: 'discord.option.buttons',
      help: 'discord.option.buttons.help',
      kind: 'text',
      maxLength: 4000,
      default: '',
      multiline: true,
    },
    ...['silent', 'pin', 'noPreview', 'everyone', 'spoiler'].map((key) => toggle(key)),
  ]
}

const tagFieldOf = ({ id, tags = [], tagRequired }: Place): OptionField[] =>
  tags.length === 0
    ? []
    : [
        {
          key: tagField(id),
          label: 'discord.option.tags',
          kind: 'many',
          choices: tags.map((tag) => ({ value: tag.id, label: tag.name, named: true })),
          default: [],
          when: { key: 'channel', is: [id] },
          ...(tagRequired ? { required: true as const } : {}),
        },
      ]

export default defineComposing({
  id: 'discord',
  name: 'Discord',
  color: '#5865f2',
  sign: 'M8 7c2.7-.8 5.3-.8 8 0 2 3 3 6 3 9.5-1.2 1-2.5 1.7-4 2l-1.2-2c-1.2.3-2.4.3-3.6 0l-1.2 2c-1.5-.3-2.8-1-4-2C5 13 6 10 8 7ZM9.5 12.5v.01M14.5 12.5v.01',
  group: 'messenger',
  can: {
    thread: true,
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
  limits,
  checkMore,
  spans: (text) => markedSpans(text, [['mention', /@everyone\b|@here\b/g]]),
  shown: shownText,
})

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  const place = placeOf(facts, optionOf(optionsFor(facts), content.options, 'channel'))
  const nowhere = place ? [] : [error('options.channel', 'discord.check.noChannel')]
  return [...nowhere, ...checkButtons(content), ...checkTags(content, place), ...content.parts.flatMap(checkCard)]
}

function checkButtons(content: Content): Finding[] {
  const lines = readButtons(content.options.buttons)
  const wrong = lines.flatMap((one) =>
    'problem' in one
      ? [
          error('options.buttons', `discord.check.button.${one.problem}`, {
            line: one.line,
            written: one.written.slice(0, 80),
          }),
        ]
      : [],
  )
  const many = lines.length > mostButtons
  return many
    ? [...wrong, error('options.buttons', 'discord.check.button.tooMany', { max: mostButtons, count: lines.length })]
    : wrong
}

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel (read 2026-11-22). */
const mostTags = 5

function checkTags({ options }: Content, place: Place | undefined): Finding[] {
  const chosen = place ? options[tagField(place.id)] : undefined
  if (!Array.isArray(chosen) || chosen.length <= mostTags || !place) return []
  return [error(`options.${tagField(place.id)}`, 'discord.check.tooManyTags', { count: chosen.length, max: mostTags })]
}

function checkCard({ card }: Part, at: number): Finding[] {
  const count = [...(card?.title ?? '')].length
  return count <= 256 ? [] : [error(`parts.${at}.card`, 'discord.check.cardTitle', { count, max: 256 })]
}

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
