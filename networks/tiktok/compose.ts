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
import { creatorOf } from './facts.ts'

const onOff = (key: string, help?: true): OptionField => ({
  key,
  kind: 'switch',
  label: `tiktok.option.${key}`,
  ...(help ? { help: `tiktok.option.${key}.help` } : {}),
  default: false,
})

/** Nothing is chosen for the person, neither who sees it nor what others may do: the network's own rule for apps. */
const fields = (facts: AccountFacts): OptionField[] => {
  const { privacy, commentsOff, duetsOff, stitchesOff } = creatorOf(facts)
  return [
    {
      key: 'privacy',
      kind: 'choice',
      label: 'tiktok.option.privacy',
      help: 'tiktok.option.privacy.help',
      choices: privacy.map((value) => ({ value, label: `tiktok.option.privacy.${value}` })),
      default: '',
      required: true,
    },
    ...(commentsOff ? [] : [onOff('comments')]),
    ...(duetsOff ? [] : [onOff('duets', true)]),
    ...(stitchesOff ? [] : [onOff('stitches', true)]),
    onOff('ownBrand', true),
    onOff('paidPartner', true),
    onOff('ai', true),
    {
      key: 'title',
      kind: 'text',
      label: 'tiktok.option.title',
      help: 'tiktok.option.title.help',
      maxLength: 90,
      default: '',
    },
    onOff('music', true),
  ]
}

export const options = fields({})
export const option = (content: Pick<Content, 'options'>, key: string): OptionValue | undefined =>
  optionOf(options, content.options, key)

const count = (text: string) => plainText(text).length

export const composing = defineComposing({
  id: 'tiktok',
  name: 'TikTok',
  color: '#010101',
  sign: 'M13.5 4v11.5a4 4 0 1 1-4-4M13.5 4c.3 2.9 2.3 5 5.5 5.2',
  group: 'video',
  can: {
    thread: false,
    firstComment: false,
    poll: false,
    alt: false,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: false,
    schedule: false,
  },
  options,
  optionsFor: fields,
  limits: limitsOf,
  checkMore: (content, facts) => [
    ...checkFiles(content),
    ...checkSize(content),
    ...checkAudit(content, facts),
    ...checkPartner(content),
  ],
  spans: spansOf,
  shown: (text) => plainText(text),
})

function limitsOf(facts: AccountFacts): Limits {
  return {
    text: [{ unit: 'networks.units.characters', max: 2200, count }],
    textRequired: 'never',
    parts: { max: 1 },
    media: {
      perPart: 35,
      mix: 'one-kind',
      altMax: 0,
      pulled: ['image'],
      video: {
        mimes: ['video/mp4', 'video/webm', 'video/quicktime'],
        maxBytes: 4 * 1024 ** 3,
        maxWidth: 4096,
        maxHeight: 4096,
        codecs: ['h264', 'hevc', 'vp8', 'vp9'],
        maxFrameRate: 60,
        maxDurationMs: creatorOf(facts).longestSeconds * 1000,
        reencode: true,
      },
      image: {
        mimes: ['image/jpeg', 'image/webp'],
        maxBytes: 20 * 1024 * 1024,
        maxPixels: 1920 * 1080,
        reencode: true,
      },
    },
    card: 'none',
    source:
      'https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide, https://developers.tiktok.com/doc/content-posting-api-reference-direct-post (2026-11-22)',
  }
}

const finding = (path: string, code: string, severity: Finding['severity'] = 'error'): Finding => ({
  path,
  code: `tiktok.check.${code}`,
  severity,
})

function checkFiles(content: Content): Finding[] {
  const media = content.parts[0]?.media ?? []
  if (media.length === 0) return [finding('parts.0.media', 'needsMedia')]
  const [first] = media
  if (first?.kind === 'video') return media.length > 1 ? [finding('parts.0.media', 'oneVideo')] : []
  return [finding('parts.0.media', 'photosFetched', 'warning')]
}

const leastSide = 360

function checkSize(content: Content): Finding[] {
  const { width = leastSide, height = leastSide, kind } = content.parts[0]?.media[0] ?? {}
  if (kind !== 'video' || Math.min(width, height) >= leastSide) return []
  return [{ ...finding('parts.0.media.0', 'tooSmall'), values: { width, height, least: leastSide } }]
}

function checkAudit(content: Content, facts: AccountFacts): Finding[] {
  const privacy = option(content, 'privacy')
  if (creatorOf(facts).audited || !privacy || privacy === 'SELF_ONLY') return []
  return [finding('options.privacy', 'notAudited', 'warning')]
}

/** What others pay for may not be hidden. */
function checkPartner(content: Content): Finding[] {
  const hidden = option(content, 'privacy') === 'SELF_ONLY'
  return hidden && option(content, 'paidPartner') === true ? [finding('options.paidPartner', 'partnerPrivate')] : []
}

function spansOf(text: string): Span[] {
  return Array.from(text.matchAll(/(?<![\p{L}\p{N}_])([#@])([\p{L}\p{N}_.]*[\p{L}\p{N}_])/gu), (hit) => ({
    from: hit.index,
    to: hit.index + hit[0].length,
    kind: hit[1] === '#' ? 'hashtag' : 'mention',
    target: hit[2],
  }))
}

export default composing
