import { optionOf } from '../check-options.ts'
import {
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type OptionField,
  type TextRule,
} from '../compose.ts'
import { spansIn } from '../families/graph-api/spans.ts'
import { inSyntax, plainText, richText } from '../rich-text.ts'

const MB = 1024 * 1024
const minutes = 60_000

export const options: OptionField[] = [
  {
    key: 'format',
    kind: 'choice',
    label: 'facebook.option.format',
    help: 'facebook.option.format.help',
    choices: ['feed', 'reel', 'story'].map((value) => ({ value, label: `facebook.option.format.${value}` })),
    default: 'feed',
  },
  {
    key: 'title',
    kind: 'text',
    label: 'facebook.option.title',
    help: 'facebook.option.title.help',
    maxLength: 255,
    default: '',
  },
  {
    key: 'link',
    kind: 'text',
    label: 'facebook.option.link',
    help: 'facebook.option.link.help',
    maxLength: 2048,
    default: '',
    when: { key: 'format', is: ['feed'] },
  },
  {
    key: 'place',
    kind: 'text',
    label: 'facebook.option.place',
    help: 'facebook.option.place.help',
    maxLength: 40,
    default: '',
  },
  {
    key: 'cover',
    kind: 'media',
    of: ['image'],
    label: 'facebook.option.cover',
    help: 'facebook.option.cover.help',
    default: '',
    when: { key: 'format', is: ['feed', 'reel'] },
  },
  {
    key: 'handOver',
    kind: 'moment',
    label: 'facebook.option.handOver',
    help: 'facebook.option.handOver.help',
    default: '',
  },
]

export type Format = 'feed' | 'reel' | 'story'
export const formatOf = (content: Pick<Content, 'options'>): Format => {
  const format = optionOf(options, content.options, 'format')
  return format === 'reel' || format === 'story' ? format : 'feed'
}
export const textOption = (content: Pick<Content, 'options'>, key: string): string | undefined =>
  String(optionOf(options, content.options, key) ?? '').trim() || undefined

/** A page is mentioned by its number: https://developers.facebook.com/docs/pages-api/posts (read 2026-11-22). */
export const messageOf = (written: string) => inSyntax(richText(written), { mention: (_, id) => `@[${id}]` })

const text: TextRule = {
  unit: 'networks.units.characters',
  max: 63_206,
  count: (written) => [...messageOf(written)].length,
}
const comment: TextRule = { ...text, max: 8_000 }

const limits: Limits = {
  text: [text],
  textRequired: 'without-media',
  parts: { max: 1 },
  media: {
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 10 * MB, maxPixels: 30_000_000, reencode: true },
    video: {
      mimes: ['video/mp4', 'video/quicktime'],
      maxBytes: 10 * 1024 * MB,
      minDurationMs: 1000,
      maxDurationMs: 240 * minutes,
      codecs: ['h264', 'hevc', 'vp9', 'av1'],
      reencode: true,
    },
    perPart: 10,
    mix: 'one-kind',
    altMax: 1000,
    altOn: ['image'],
  },
  firstComment: [comment],
  card: 'from-network',
  source:
    'https://developers.facebook.com/docs/pages-api/posts, https://developers.facebook.com/docs/video-api/guides/reels-publishing (read 2026-11-22)',
}

export const composing = defineComposing({
  id: 'facebook',
  name: 'Facebook',
  color: '#0866ff',
  sign: 'M16 4.5h-1.5a3.5 3.5 0 0 0-3.5 3.5v12M7.5 12.5h7.5',
  can: {
    thread: false,
    firstComment: true,
    poll: false,
    alt: true,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: true,
  },
  options,
  limits: () => limits,
  checkMore: (content) => [
    ...checkVideos(content),
    ...checkReel(content),
    ...checkStory(content),
    ...checkLink(content),
  ],
  spans: (written) => spansIn(written, ['link', 'hashtag']),
  shown: plainText,
})

const mediaOf = (content: Content) => content.parts[0]?.media ?? []
const error = (path: string, code: string, values?: Finding['values']): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})

function checkVideos(content: Content): Finding[] {
  const videos = mediaOf(content).filter((one) => one.kind === 'video')
  const idle = textOption(content, 'cover') && videos.length === 0
  return [
    ...(videos.length > 1 ? [error('parts.0.media', 'facebook.check.oneVideo')] : []),
    ...(idle ? [{ ...error('options.cover', 'facebook.check.coverNeedsVideo'), severity: 'warning' as const }] : []),
  ]
}

/** 3 to 90 seconds, upright: https://developers.facebook.com/docs/video-api/guides/reels-publishing (read 2026-11-22). */
function checkReel(content: Content): Finding[] {
  if (formatOf(content) !== 'reel') return []
  const [video] = mediaOf(content)
  if (video?.kind !== 'video') return [error('options.format', 'facebook.check.reelNeedsVideo')]
  const { durationMs = 3000, width = 9, height = 16 } = video
  const seconds = Math.round(durationMs / 1000)
  return [
    ...(durationMs < 3000 || durationMs > 90_500
      ? [error('parts.0.media.0', 'facebook.check.reelLength', { seconds })]
      : []),
    ...(width > height ? [error('parts.0.media.0', 'facebook.check.reelShape')] : []),
  ]
}

function checkStory(content: Content): Finding[] {
  if (formatOf(content) !== 'story') return []
  const [only, ...more] = mediaOf(content)
  if (!only || more.length > 0) return [error('parts.0.media', 'facebook.check.storyNeedsOne')]
  const unseen = (content.parts[0]?.text ?? '').trim() !== ''
  return [
    ...(unseen ? [{ ...error('parts.0.text', 'facebook.check.storyText'), severity: 'warning' as const }] : []),
    ...(content.firstComment?.trim() ? [error('firstComment', 'facebook.check.storyComment')] : []),
    ...(textOption(content, 'handOver') ? [error('options.handOver', 'facebook.check.storyLater')] : []),
    ...(only.kind === 'video' && (only.durationMs ?? 0) > 60_500
      ? [error('parts.0.media.0', 'facebook.check.storyLength')]
      : []),
  ]
}

function checkLink(content: Content): Finding[] {
  const link = textOption(content, 'link')
  const place = textOption(content, 'place')
  return [
    ...(link && !URL.canParse(link) ? [error('options.link', 'facebook.check.link')] : []),
    ...(link && mediaOf(content).length > 0 ? [error('options.link', 'facebook.check.linkOrMedia')] : []),
    ...(place && !/^\d+$/.test(place) ? [error('options.place', 'facebook.check.place')] : []),
  ]
}

export default composing
