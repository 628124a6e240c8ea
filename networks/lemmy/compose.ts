import { optionOf } from '../check-options.ts'
import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { communityOf, instanceOf } from './instance.ts'
import { limits, titleMax, titleMin } from './limits.ts'
import { shownText } from './markdown.ts'

export function optionsFor(facts: AccountFacts): OptionField[] {
  const { communities, nsfw } = instanceOf(facts)
  const text = { kind: 'text', default: '' } as const
  return [
    { key: 'title', label: 'lemmy.option.title', required: true, maxLength: titleMax, ...text },
    {
      key: 'community',
      label: 'lemmy.option.community',
      kind: 'choice',
      choices: communities.map(({ id, name }) => ({ value: String(id), label: `!${name}`, named: true })),
      default: communities[0] ? String(communities[0].id) : '',
    },
    { key: 'link', label: 'lemmy.option.link', help: 'lemmy.option.link.help', maxLength: 2000, ...text },
    {
      key: 'thumbnail',
      label: 'lemmy.option.thumbnail',
      help: 'lemmy.option.thumbnail.help',
      kind: 'media',
      of: ['image'],
      default: '',
    },
    ...(nsfw
      ? [
          {
            key: 'nsfw',
            label: 'lemmy.option.nsfw',
            help: 'lemmy.option.nsfw.help',
            kind: 'switch',
            default: false,
          } as const,
        ]
      : []),
  ]
}

export default defineComposing({
  id: 'lemmy',
  name: 'Lemmy',
  color: '#00a846',
  sign: 'M12 20c-4 0-6.5-2.5-6.5-5.7S8 8.8 12 8.8s6.5 2.3 6.5 5.5S16 20 12 20ZM7 9.6a2.9 2.9 0 1 1 2.8-4.3M17 9.6a2.9 2.9 0 1 0-2.8-4.3M9.7 13.7v.01M14.3 13.7v.01',
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
    schedule: false,
  },
  options: optionsFor({}),
  optionsFor,
  limits,
  checkMore,
  spans: (text) => markedSpans(text, [['mention', /(?<![\p{L}\p{N}@!/])[@!]\w{2,}@[\w.-]+\.\w+/gu]]),
  shown: shownText,
})

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  return [...checkPlace(content, facts), ...checkTitle(content), ...checkLink(content)]
}

function checkPlace({ options }: Content, facts: AccountFacts): Finding[] {
  const path = 'options.community'
  const community = communityOf(facts, optionOf(optionsFor(facts), options, 'community'))
  if (!community) return [error(path, 'lemmy.check.noCommunity')]
  const closed = community.modsOnly && !community.moderates
  return closed ? [error(path, 'lemmy.check.modsOnly', { community: `!${community.name}` })] : []
}

function checkTitle({ options }: Content): Finding[] {
  const title = String(options.title ?? '').trim()
  const count = [...title].length
  const short =
    count > 0 && count < titleMin ? [error('options.title', 'lemmy.check.titleShort', { min: titleMin })] : []
  return title.includes('\n') ? [...short, error('options.title', 'lemmy.check.titleLines')] : short
}

function checkLink({ options, parts }: Content): Finding[] {
  const link = String(options.link ?? '').trim()
  if (link === '') return []
  const isWeb = URL.canParse(link) && /^(https?|magnet):$/.test(new URL(link).protocol)
  if (!isWeb) return [error('options.link', 'lemmy.check.link')]
  return (parts[0]?.media.length ?? 0) > 0 ? [error('options.link', 'lemmy.check.linkAlone')] : []
}

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
