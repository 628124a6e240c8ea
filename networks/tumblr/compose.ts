import { optionOf } from '../check-options.ts'
import {
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type OptionField,
  type Part,
  type Span,
} from '../compose.ts'
import { richText } from '../rich-text.ts'
import { longestBlock, seenText } from './npf.ts'

const states = ['published', 'queue', 'schedule', 'draft', 'private']

export const options: OptionField[] = [
  { key: 'title', kind: 'text', label: 'tumblr.option.title', maxLength: 4096, default: '' },
  {
    key: 'tags',
    kind: 'words',
    label: 'tumblr.option.tags',
    help: 'tumblr.option.tags.help',
    max: 30,
    maxLength: 140,
    default: [],
  },
  {
    key: 'state',
    kind: 'choice',
    label: 'tumblr.option.state',
    help: 'tumblr.option.state.help',
    choices: states.map((value) => ({ value, label: `tumblr.option.state.${value}` })),
    default: 'published',
  },
  {
    key: 'publishOn',
    kind: 'moment',
    label: 'tumblr.option.publishOn',
    required: true,
    when: { key: 'state', is: ['schedule'] },
    default: '',
  },
  {
    key: 'reblog',
    kind: 'text',
    label: 'tumblr.option.reblog',
    help: 'tumblr.option.reblog.help',
    maxLength: 300,
    default: '',
  },
  {
    key: 'source',
    kind: 'text',
    label: 'tumblr.option.source',
    help: 'tumblr.option.source.help',
    maxLength: 2048,
    default: '',
  },
  {
    key: 'noReblogs',
    kind: 'switch',
    label: 'tumblr.option.noReblogs',
    help: 'tumblr.option.noReblogs.help',
    default: false,
  },
]

export const limits: Limits = {
  text: [{ unit: 'networks.units.characters', max: 4096, count: longestBlock }],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    perPart: 30,
    mix: 'any',
    altMax: 4096,
    altOn: ['image', 'gif'],
    image: {
      mimes: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 20_000_000,
      maxWidth: 8192,
      maxHeight: 8192,
      reencode: true,
    },
    gif: { mimes: ['image/gif'], maxBytes: 10_000_000, reencode: false },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 500_000_000,
      codecs: ['h264'],
      maxDurationMs: 600_000,
      reencode: true,
    },
    audio: { mimes: ['audio/mpeg', 'audio/mp3'], maxBytes: 10_000_000, reencode: false },
  },
  card: 'own',
  source:
    'https://github.com/tumblr/docs npf-spec.md "Post Content Limits" and api.md "Rate Limits", https://help.tumblr.com/photo-posts/, https://help.tumblr.com/video-posts/, https://help.tumblr.com/audio-posts/ (2026-11-22)',
}

export const composing = defineComposing({
  id: 'tumblr',
  name: 'Tumblr',
  color: '#001935',
  sign: 'M10.5 4v11.5a3.5 3.5 0 0 0 3.5 3.5h2.5M7 9.5h9',
  group: 'writing',
  can: {
    thread: false,
    firstComment: false,
    poll: false,
    alt: true,
    focus: false,
    card: true,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options,
  limits: () => limits,
  checkMore: (content) => [
    ...content.parts.flatMap((part, index) => [...checkCounts(part, index), ...checkReblog(part, index, content)]),
    ...checkTags(content),
    ...content.parts.flatMap(warnOfHashtags),
    ...checkAddresses(content),
  ],
  spans: (written) => spansOf(written),
  shown: (written) => seenText(written),
})

/** One video of our own and ten sounds at most; links and mentions are bounded too. */
function checkCounts(part: Part, index: number): Finding[] {
  const count = (kind: string) => part.media.filter((one) => one.kind === kind).length
  const { marks } = richText(part.text)
  const path = `parts.${index}`
  const tooMany: [boolean, string, string, number][] = [
    [count('video') > 1, `${path}.media`, 'tumblr.check.oneVideo', 1],
    [count('audio') > 10, `${path}.media`, 'tumblr.check.tenSounds', 10],
    [marks.filter((one) => one.kind === 'mention').length > 50, `${path}.text`, 'tumblr.check.mentions', 50],
    [marks.filter((one) => one.kind === 'link').length > 100, `${path}.text`, 'tumblr.check.links', 100],
  ]
  return tooMany.flatMap(([wrong, at, code, max]) =>
    wrong ? [{ path: at, code, severity: 'error', values: { max } }] : [],
  )
}

/** What is added to a reblog cannot hold a video of our own. */
function checkReblog(part: Part, index: number, content: Content): Finding[] {
  const video = part.media.some((one) => one.kind === 'video')
  return video && parentOf(content)
    ? [{ path: `parts.${index}.media`, code: 'tumblr.check.reblogVideo', severity: 'error' }]
    : []
}

/** Readers find posts by their tags alone; a `#word` in the text is only words here. */
const warnOfHashtags = (part: Part, index: number): Finding[] =>
  /(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]+/u.test(part.text)
    ? [{ path: `parts.${index}.text`, code: 'tumblr.check.hashtags', severity: 'warning' }]
    : []

/** Tags are told to the network with commas between them. */
const checkTags = ({ options: { tags } }: Content): Finding[] =>
  Array.isArray(tags) && tags.some((tag) => tag.includes(','))
    ? [{ path: 'options.tags', code: 'tumblr.check.tagComma', severity: 'error' }]
    : []

function checkAddresses(content: Content): Finding[] {
  const reblog = String(content.options.reblog ?? '').trim()
  const source = String(content.options.source ?? '').trim()
  const wrong: Finding[] = []
  if (reblog !== '' && !parentOf(content))
    wrong.push({ path: 'options.reblog', code: 'tumblr.check.reblog', severity: 'error' })
  if (source !== '' && !/^https?:\/\/./i.test(source))
    wrong.push({ path: 'options.source', code: 'tumblr.check.source', severity: 'error' })
  return wrong
}

/** `https://www.tumblr.com/staff/123/words` and `https://staff.tumblr.com/post/123` name the same post. */
export function parentOf(content: Pick<Content, 'options'>): { blog: string; id: string } | undefined {
  const written = String(content.options.reblog ?? '').trim()
  if (!URL.canParse(written)) return undefined
  const { hostname, pathname } = new URL(written)
  const [, first = '', second = ''] = pathname.split('/')
  const named = /^(www\.)?tumblr\.com$/.test(hostname)
  const blog = named ? first.replace(/^@/, '') : hostname
  const id = named || first !== 'post' ? second : (pathname.split('/')[2] ?? '')
  return blog && /^\d+$/.test(id) ? { blog, id } : undefined
}

export const stateOf = (content: Pick<Content, 'options'>) => String(optionOf(options, content.options, 'state'))
export const titleOf = (content: Pick<Content, 'options'>) => String(content.options.title ?? '').trim()
export const tagsOf = ({ options: { tags } }: Pick<Content, 'options'>): string[] =>
  Array.isArray(tags) ? tags.map((tag) => tag.replace(/^#/, '').trim()).filter(Boolean) : []

/** Offsets in what is seen; an address alone is a link too. */
export function spansOf(written: string): Span[] {
  const { text, marks } = richText(written)
  if (text !== seenText(written)) return []
  const known = marks.flatMap((mark): Span[] => (mark.kind === 'underline' || mark.kind === 'spoiler' ? [] : [mark]))
  const bare = [...text.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g)].map(
    (found): Span => ({ kind: 'link', from: found.index, to: found.index + found[0].length, target: found[0] }),
  )
  return [
    ...known,
    ...bare.filter((one) => !known.some((mark) => mark.kind === 'link' && mark.from < one.to && one.from < mark.to)),
  ]
}

export default composing
