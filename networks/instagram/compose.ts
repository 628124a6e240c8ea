import { optionOf } from '../check-options.ts'
import {
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type MediaUse,
  type OptionField,
} from '../compose.ts'
import { spansIn } from '../families/graph-api/spans.ts'
import { inSyntax, richText } from '../rich-text.ts'

const MB = 1024 * 1024
const isStory = { key: 'format', is: ['post'] }

export const options: OptionField[] = [
  {
    key: 'format',
    kind: 'choice',
    label: 'instagram.option.format',
    help: 'instagram.option.format.help',
    choices: ['post', 'story'].map((value) => ({ value, label: `instagram.option.format.${value}` })),
    default: 'post',
  },
  {
    key: 'shareToFeed',
    kind: 'switch',
    label: 'instagram.option.shareToFeed',
    help: 'instagram.option.shareToFeed.help',
    default: true,
    when: isStory,
  },
  {
    key: 'cover',
    kind: 'media',
    of: ['image'],
    label: 'instagram.option.cover',
    help: 'instagram.option.cover.help',
    default: '',
    when: isStory,
  },
  {
    key: 'coverAt',
    kind: 'text',
    label: 'instagram.option.coverAt',
    help: 'instagram.option.coverAt.help',
    maxLength: 8,
    default: '',
    when: isStory,
  },
  {
    key: 'people',
    kind: 'words',
    label: 'instagram.option.people',
    help: 'instagram.option.people.help',
    max: 20,
    maxLength: 30,
    default: [],
    when: isStory,
  },
  {
    key: 'collaborators',
    kind: 'words',
    label: 'instagram.option.collaborators',
    help: 'instagram.option.collaborators.help',
    max: 3,
    maxLength: 30,
    default: [],
    when: isStory,
  },
  {
    key: 'location',
    kind: 'text',
    label: 'instagram.option.location',
    help: 'instagram.option.location.help',
    maxLength: 40,
    default: '',
    when: isStory,
  },
  {
    key: 'audioName',
    kind: 'text',
    label: 'instagram.option.audioName',
    help: 'instagram.option.audioName.help',
    maxLength: 100,
    default: '',
    when: isStory,
  },
  { key: 'commentsOff', kind: 'switch', label: 'instagram.option.commentsOff', default: false, when: isStory },
]

type Chosen = Pick<Content, 'options'>
export const storyOf = (content: Chosen) => optionOf(options, content.options, 'format') === 'story'
export const textOption = (content: Chosen, key: string): string | undefined =>
  String(optionOf(options, content.options, key) ?? '').trim() || undefined
export const wordsOption = (content: Chosen, key: string): string[] => {
  const words = optionOf(options, content.options, key)
  return Array.isArray(words) ? words.map((word) => word.trim().replace(/^@/, '')).filter(Boolean) : []
}
export const switchOption = (content: Chosen, key: string) => optionOf(options, content.options, key) === true

/** People are mentioned by their user names. */
export const captionOf = (written: string) => inSyntax(richText(written), { mention: (_, name) => `@${name}` })

const caption = { unit: 'networks.units.characters', max: 2200, count: (text: string) => [...captionOf(text)].length }
const feedRatio = { min: 0.8, max: 1.91 }

const limits: Limits = {
  text: [caption],
  textRequired: 'never',
  parts: { max: 1 },
  media: {
    image: { mimes: ['image/jpeg'], maxBytes: 8 * MB, maxWidth: 1440, maxHeight: 2560, reencode: true },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 300 * MB,
      maxWidth: 1920,
      minDurationMs: 3000,
      maxDurationMs: 15 * 60_000,
      maxFrameRate: 60,
      maxBitRate: 25_000_000,
      codecs: ['h264', 'hevc'],
      reencode: true,
    },
    perPart: 10,
    mix: 'images-and-videos',
    altMax: 1000,
    altOn: ['image'],
    pulled: true,
  },
  firstComment: [caption],
  card: 'none',
  source:
    'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media, https://developers.facebook.com/docs/instagram-platform/content-publishing (read 2026-11-22)',
}

export const composing = defineComposing({
  id: 'instagram',
  name: 'Instagram',
  color: '#d62976',
  sign: 'M8 4h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4ZM12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM16.5 7.5v.01',
  can: {
    thread: false,
    firstComment: true,
    poll: false,
    alt: true,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: true,
    schedule: false,
  },
  options,
  limits: () => limits,
  checkMore: (content) => [
    ...checkMedia(content),
    ...checkTags(content),
    ...checkStory(content),
    ...checkOptions(content),
  ],
  spans: (written) => spansIn(written, ['hashtag', 'mention']),
  shown: captionOf,
})

const error = (path: string, code: string, values?: Finding['values']): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})

function checkMedia(content: Content): Finding[] {
  const media = content.parts[0]?.media ?? []
  if (media.length === 0) return [error('parts.0.media', 'instagram.check.needsMedia')]
  if (storyOf(content)) return []
  const shapes = media.flatMap((one, index) => (one.kind === 'image' ? checkShape(one, `parts.0.media.${index}`) : []))
  const long = media.flatMap((one, index) =>
    media.length > 1 && one.kind === 'video' && (one.durationMs ?? 0) > 60_500
      ? [error(`parts.0.media.${index}`, 'instagram.check.carouselLength')]
      : [],
  )
  return [...shapes, ...long]
}

/** A picture in the feed is from 4 : 5 to 1.91 : 1; the tolerance is what rounding to whole pixels costs. */
function checkShape({ width, height, crop }: MediaUse, path: string): Finding[] {
  if (!width || !height) return []
  const ratio = (width * (crop?.width ?? 1)) / (height * (crop?.height ?? 1))
  if (ratio >= feedRatio.min * 0.995 && ratio <= feedRatio.max * 1.005) return []
  return [error(path, 'networks.check.mediaRatio', { ratio: Math.round(ratio * 100) / 100, ...feedRatio })]
}

function checkTags(content: Content): Finding[] {
  const text = captionOf(content.parts[0]?.text ?? '')
  const both = `${text} ${captionOf(content.firstComment ?? '')}`
  const tags = spansIn(both, ['hashtag']).length
  const names = spansIn(text, ['mention']).length
  return [
    ...(tags > 30 ? [error('parts.0.text', 'instagram.check.hashtags', { count: tags, max: 30 })] : []),
    ...(names > 20 ? [error('parts.0.text', 'instagram.check.mentions', { count: names, max: 20 })] : []),
  ]
}

function checkStory(content: Content): Finding[] {
  if (!storyOf(content)) return []
  const [only, ...more] = content.parts[0]?.media ?? []
  return [
    ...(more.length > 0 ? [error('parts.0.media', 'instagram.check.storyNeedsOne')] : []),
    ...(only?.kind === 'video' && (only.durationMs ?? 0) > 60_500
      ? [error('parts.0.media.0', 'instagram.check.storyLength')]
      : []),
    ...(content.firstComment?.trim() ? [error('firstComment', 'instagram.check.storyComment')] : []),
    ...(content.parts[0]?.text.trim()
      ? [{ ...error('parts.0.text', 'instagram.check.storyText'), severity: 'warning' as const }]
      : []),
  ]
}

function checkOptions(content: Content): Finding[] {
  const at = textOption(content, 'coverAt')
  const location = textOption(content, 'location')
  return [
    ...(at && !/^\d+([.,]\d+)?$/.test(at) ? [error('options.coverAt', 'instagram.check.coverAt')] : []),
    ...(location && !/^\d+$/.test(location) ? [error('options.location', 'instagram.check.location')] : []),
  ]
}

export default composing
