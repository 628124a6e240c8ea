import { optionOf } from '../check-options.ts'
import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type OptionField,
  type OptionValue,
  type Span,
} from '../compose.ts'
import { plainText } from '../rich-text.ts'
import { channelOf } from './facts.ts'
import { bytesOf, wordingOf } from './wording.ts'

const peopleAndBlogs = '22'
const isPrivate = { key: 'privacy', is: ['private'] }

const fields = (facts: AccountFacts): OptionField[] => {
  const { playlists, categories } = channelOf(facts)
  const named = (list: { id: string; title: string }[]) =>
    list.map(({ id, title }) => ({ value: id, label: title, named: true as const }))
  const known = categories.some((one) => one.id === peopleAndBlogs)
  return [
    { key: 'title', kind: 'text', label: 'youtube.option.title', maxLength: 100, default: '', required: true },
    {
      key: 'privacy',
      kind: 'choice',
      label: 'youtube.option.privacy',
      choices: ['public', 'unlisted', 'private'].map((value) => ({ value, label: `youtube.option.privacy.${value}` })),
      default: 'public',
    },
    {
      key: 'publishAt',
      kind: 'moment',
      label: 'youtube.option.publishAt',
      help: 'youtube.option.publishAt.help',
      default: '',
      when: isPrivate,
    },
    {
      key: 'thumbnail',
      kind: 'media',
      of: ['image'],
      label: 'youtube.option.thumbnail',
      help: 'youtube.option.thumbnail.help',
      default: '',
    },
    {
      key: 'captions',
      kind: 'media',
      of: ['document'],
      label: 'youtube.option.captions',
      help: 'youtube.option.captions.help',
      default: '',
    },
    { key: 'playlists', kind: 'many', label: 'youtube.option.playlists', choices: named(playlists), default: [] },
    {
      key: 'category',
      kind: 'choice',
      label: 'youtube.option.category',
      choices: known ? named(categories) : [{ value: peopleAndBlogs, label: 'youtube.option.category.people' }],
      default: peopleAndBlogs,
    },
    { key: 'tags', kind: 'words', label: 'youtube.option.tags', max: 100, maxLength: 100, default: [] },
    {
      key: 'madeForKids',
      kind: 'switch',
      label: 'youtube.option.madeForKids',
      help: 'youtube.option.madeForKids.help',
      default: false,
    },
    {
      key: 'synthetic',
      kind: 'switch',
      label: 'youtube.option.synthetic',
      help: 'youtube.option.synthetic.help',
      default: false,
    },
    { key: 'notify', kind: 'switch', label: 'youtube.option.notify', default: true },
    { key: 'embeddable', kind: 'switch', label: 'youtube.option.embeddable', default: true },
    {
      key: 'license',
      kind: 'choice',
      label: 'youtube.option.license',
      choices: ['youtube', 'creativeCommon'].map((value) => ({ value, label: `youtube.option.license.${value}` })),
      default: 'youtube',
    },
  ]
}

export const options = fields({})
export const option = (content: Pick<Content, 'options'>, key: string): OptionValue | undefined =>
  optionOf(options, content.options, key)

const hours = 3_600_000

export const composing = defineComposing({
  id: 'youtube',
  name: 'YouTube',
  color: '#ff0033',
  sign: 'M6 5.5h12a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3ZM10.5 9.5v5l4-2.5-4-2.5Z',
  group: 'video',
  can: {
    thread: false,
    firstComment: true,
    poll: false,
    alt: false,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: true,
  },
  options,
  optionsFor: fields,
  limits: limitsOf,
  checkMore: (content, facts) => [
    ...checkVideo(content, facts),
    ...checkTags(content),
    ...checkMoment(content),
    ...checkCaptions(content),
    ...checkAudience(content),
    ...checkBrackets(content),
  ],
  spans: spansOf,
  shown: (text) => wordingOf(text),
})

function limitsOf(facts: AccountFacts): Limits {
  return {
    text: [{ unit: 'networks.units.bytes', max: 5000, count: (text) => bytesOf(wordingOf(text)) }],
    textRequired: 'never',
    parts: { max: 1 },
    media: {
      perPart: 1,
      mix: 'one-kind',
      altMax: 0,
      video: {
        mimes: [
          ...['video/mp4', 'video/quicktime', 'video/webm', 'video/x-msvideo', 'video/mpeg', 'video/x-flv'],
          ...['video/3gpp', 'video/x-matroska', 'video/x-ms-wmv', 'video/ogg'],
        ],
        maxBytes: 256 * 1024 ** 3,
        maxDurationMs: channelOf(facts).longUploads ? 12 * hours : hours / 4,
        reencode: false,
      },
    },
    firstComment: [{ unit: 'networks.units.characters', max: 10_000, count: (text) => plainText(text).length }],
    card: 'none',
    source:
      'https://developers.google.com/youtube/v3/docs/videos, https://support.google.com/youtube/answer/71673, https://support.google.com/youtube/answer/4603579 (2026-11-22)',
  }
}

/** A Short is an upright or square video of at most three minutes: https://support.google.com/youtube/answer/15424877 (read 2026-11-22). */
export function isShort(content: Content): boolean {
  const video = content.parts[0]?.media[0]
  if (!video?.width || !video.height || !video.durationMs) return false
  return video.height >= video.width && video.durationMs <= 180_000
}

function checkVideo(content: Content, _facts: AccountFacts): Finding[] {
  const path = 'parts.0.media'
  if (!content.parts[0]?.media.some((one) => one.kind === 'video'))
    return [{ path, code: 'youtube.check.needsVideo', severity: 'error' }]
  if (!isShort(content)) return []
  const seen: Finding = { path: `${path}.0`, code: 'youtube.check.short', severity: 'warning' }
  const cover: Finding = { path: 'options.thumbnail', code: 'youtube.check.shortThumbnail', severity: 'warning' }
  return content.options.thumbnail ? [seen, cover] : [seen]
}

/** Together at most 500 characters, commas between and quotes around those with spaces counted. */
function checkTags({ options: given }: Content): Finding[] {
  const tags = Array.isArray(given.tags) ? given.tags : []
  const count = tags.reduce((sum, tag) => sum + tag.length + (/\s/.test(tag) ? 2 : 0), Math.max(0, tags.length - 1))
  if (count <= 500) return []
  return [{ path: 'options.tags', code: 'youtube.check.tags', severity: 'error', values: { count, max: 500 } }]
}

function checkMoment(content: Content): Finding[] {
  const scheduled = option(content, 'publishAt')
  if (!scheduled || option(content, 'privacy') === 'private') return []
  return [{ path: 'options.publishAt', code: 'youtube.check.publishAtPrivate', severity: 'error' }]
}

function checkCaptions(content: Content): Finding[] {
  if (!content.options.captions || content.language) return []
  return [{ path: 'options.captions', code: 'youtube.check.captionsLanguage', severity: 'error' }]
}

function checkAudience(content: Content): Finding[] {
  const speaks = content.firstComment?.trim()
  if (!speaks) return []
  if (option(content, 'madeForKids') === true)
    return [{ path: 'firstComment', code: 'youtube.check.kidsComment', severity: 'error' }]
  return option(content, 'privacy') === 'private'
    ? [{ path: 'firstComment', code: 'youtube.check.privateComment', severity: 'error' }]
    : []
}

function checkBrackets(content: Content): Finding[] {
  const found: Finding[] = []
  if (/[<>]/.test(content.parts[0]?.text ?? ''))
    found.push({ path: 'parts.0.text', code: 'youtube.check.brackets', severity: 'warning' })
  if (/[<>]/.test(String(content.options.title ?? '')))
    found.push({ path: 'options.title', code: 'youtube.check.brackets', severity: 'warning' })
  return found
}

function spansOf(text: string): Span[] {
  const links = Array.from(text.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g), (hit): Span => {
    return { from: hit.index, to: hit.index + hit[0].length, kind: 'link', target: hit[0] }
  })
  const isFree = (at: number) => !links.some((one) => at >= one.from && at < one.to)
  const tags = Array.from(text.matchAll(/(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]+/gu), (hit): Span => {
    return { from: hit.index, to: hit.index + hit[0].length, kind: 'hashtag', target: hit[0].slice(1) }
  })
  return [...links, ...tags.filter((one) => isFree(one.from))].sort((a, b) => a.from - b.from)
}

export default composing
