import { optionOf } from '../check-options.ts'
import { isBlank } from '../check-text.ts'
import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { type Community, communitiesOf, communityOf, nameShown, type PostKind } from './communities.ts'
import { limits, titleMax } from './limits.ts'
import { shownText } from './markdown.ts'

export const flairField = (community: string) => `flair-${community}`
const toggle = (key: string, on = false): OptionField => ({
  key,
  label: `reddit.option.${key}`,
  help: `reddit.option.${key}.help`,
  kind: 'switch',
  default: on,
})

export function optionsFor(facts: AccountFacts): OptionField[] {
  const communities = communitiesOf(facts)
  const text = { kind: 'text', default: '' } as const
  return [
    { key: 'title', label: 'reddit.option.title', required: true, maxLength: titleMax, ...text },
    {
      key: 'community',
      label: 'reddit.option.community',
      help: 'reddit.option.community.help',
      kind: 'choice',
      choices: communities.map(({ name }) => ({ value: name, label: nameShown(name), named: true })),
      default: communities[0]?.name ?? '',
    },
    ...communities.flatMap(flairOf),
    { key: 'link', label: 'reddit.option.link', help: 'reddit.option.link.help', maxLength: 2000, ...text },
    {
      key: 'poster',
      label: 'reddit.option.poster',
      help: 'reddit.option.poster.help',
      kind: 'media',
      of: ['image'],
      default: '',
    },
    toggle('nsfw'),
    toggle('spoiler'),
    toggle('replies', true),
  ]
}

const flairOf = ({ name, flairs, flairRequired }: Community): OptionField[] =>
  flairs.length === 0
    ? []
    : [
        {
          key: flairField(name),
          label: 'reddit.option.flair',
          kind: 'choice',
          choices: [
            { value: '', label: 'reddit.option.flair.none' },
            ...flairs.map((one) => ({ value: one.id, label: one.text, named: true as const })),
          ],
          default: '',
          when: { key: 'community', is: [name] },
          ...(flairRequired ? { required: true as const } : {}),
        },
      ]

export default defineComposing({
  id: 'reddit',
  name: 'Reddit',
  color: '#ff4500',
  sign: 'M12 9c4.5 0 8 2.3 8 5.3s-3.5 5.2-8 5.2-8-2.2-8-5.2S7.5 9 12 9ZM12 9l1-4.5 4 1M9 13.2v.01M15 13.2v.01M9.5 16.4c1.5.9 3.5.9 5 0',
  group: 'writing',
  can: {
    thread: false,
    firstComment: true,
    poll: true,
    alt: false,
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
  spans: (text) => markedSpans(text, [['mention', /(?<![\p{L}\p{N}/])[ru]\/\w{2,21}/gu]]),
  shown: shownText,
})

/** What kind of post the content makes. */
export function kindOf(content: Content): PostKind {
  const [part] = content.parts
  if (part?.poll) return 'poll'
  const media = part?.media ?? []
  if (media.length > 1) return 'gallery'
  if (media.length === 1) return media[0]?.kind === 'video' ? 'video' : 'image'
  return String(content.options.link ?? '').trim() === '' ? 'self' : 'link'
}

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  const community = communityOf(facts, optionOf(optionsFor(facts), content.options, 'community'))
  return [
    ...checkPlace(content, community),
    ...checkTitle(content, community),
    ...checkLink(content),
    ...checkFiles(content),
  ]
}

function checkPlace(content: Content, community: Community | undefined): Finding[] {
  const path = 'options.community'
  if (!community) return [error(path, 'reddit.check.noCommunity')]
  const name = nameShown(community.name)
  const kind = kindOf(content)
  const wrong = community.kinds.includes(kind) ? [] : [error(path, 'reddit.check.kind', { kind, community: name })]
  const rules = community.rules.map((rule, at) => `${at + 1}. ${rule}`).join(' ')
  const told: Finding[] =
    rules === '' ? [] : [{ path, code: 'reddit.check.rules', severity: 'warning', values: { community: name, rules } }]
  return [...wrong, ...told]
}

function checkTitle({ options }: Content, community: Community | undefined): Finding[] {
  const count = [...String(options.title ?? '')].length
  const max = community?.titleMax ?? titleMax
  return count > max && count <= titleMax ? [error('options.title', 'reddit.check.title', { count, max })] : []
}

function checkLink(content: Content): Finding[] {
  const link = String(content.options.link ?? '').trim()
  if (link === '') return []
  const isWeb = URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)
  if (!isWeb) return [error('options.link', 'reddit.check.link')]
  return kindOf(content) === 'link' ? [] : [error('options.link', 'reddit.check.linkAlone')]
}

function checkFiles(content: Content): Finding[] {
  const media = content.parts[0]?.media ?? []
  const moving = media.length > 1 && media.some((one) => one.kind === 'video')
  const poster = media.some((one) => one.kind === 'video') && isBlank(String(content.options.poster ?? ''))
  return [
    ...(moving ? [error('parts.0.media', 'reddit.check.oneVideo')] : []),
    ...(poster ? [error('options.poster', 'reddit.check.poster')] : []),
  ]
}

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
