import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type Limits,
  type OptionField,
  type Part,
  type Span,
} from '../compose.ts'
import { plainText } from '../rich-text.ts'

export type BoardFacts = { id: string; name: string; secret?: true; sections: { id: string; name: string }[] }

export const boardsOf = (facts: AccountFacts): BoardFacts[] =>
  Array.isArray(facts.boards) ? (facts.boards as BoardFacts[]) : []

/** A section is named with its board: `1` is a board, `1/2` a section of it. */
const placesOf = (facts: AccountFacts) =>
  boardsOf(facts).flatMap((board) => [
    { value: board.id, label: board.name, named: true as const },
    ...board.sections.map((one) => ({
      value: `${board.id}/${one.id}`,
      label: `${board.name} › ${one.name}`,
      named: true as const,
    })),
  ])

export const optionsFor = (facts: AccountFacts): OptionField[] => [
  {
    key: 'board',
    kind: 'choice',
    label: 'pinterest.option.board',
    help: 'pinterest.option.board.help',
    required: true,
    choices: placesOf(facts),
    default: '',
  },
  {
    key: 'title',
    kind: 'text',
    label: 'pinterest.option.title',
    help: 'pinterest.option.title.help',
    maxLength: 100,
    default: '',
  },
  {
    key: 'link',
    kind: 'text',
    label: 'pinterest.option.link',
    help: 'pinterest.option.link.help',
    maxLength: 2048,
    default: '',
  },
  {
    key: 'cover',
    kind: 'media',
    label: 'pinterest.option.cover',
    help: 'pinterest.option.cover.help',
    of: ['image'],
    default: '',
  },
]

const codePoints = (text: string) => [...plainText(text)].length

export const limits: Limits = {
  text: [{ unit: 'networks.units.characters', max: 800, count: codePoints }],
  textRequired: 'never',
  parts: { max: 1 },
  media: {
    perPart: 5,
    mix: 'one-kind',
    altMax: 500,
    image: {
      mimes: ['image/jpeg', 'image/png'],
      maxBytes: 5_000_000,
      minWidth: 100,
      minHeight: 100,
      maxWidth: 4000,
      maxHeight: 6000,
      reencode: true,
    },
    video: {
      mimes: ['video/mp4', 'video/quicktime', 'video/x-m4v'],
      maxBytes: 2_000_000_000,
      minWidth: 75,
      minHeight: 75,
      ratio: { min: 1 / 2, max: 1.91 },
      codecs: ['h264', 'hevc'],
      maxFrameRate: 60,
      minDurationMs: 4000,
      maxDurationMs: 900_000,
      reencode: true,
    },
  },
  card: 'none',
  source:
    'https://developers.pinterest.com/docs/api/v5/pins-create (5.23), https://developers.pinterest.com/docs/work-with-organic-content-and-users/create-boards-and-pins/, https://help.pinterest.com/en/business/article/pinterest-product-specs (2026-11-22)',
}

export const composing = defineComposing({
  id: 'pinterest',
  name: 'Pinterest',
  color: '#e60023',
  sign: 'M9.5 20.5 12 9.5M8 13.2a4.7 4.7 0 1 1 8.3-2.7c0 3-1.9 5-4 5-1 0-1.7-.3-2.2-1',
  can: {
    thread: false,
    firstComment: false,
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
  limits: () => limits,
  checkMore: (content) => [...content.parts.flatMap(checkFiles), ...checkLink(content)],
  spans: (written) => spansOf(plainText(written)),
  shown: (written) => plainText(written),
})

/** A pin is a picture, two to five of them, or one video. */
function checkFiles(part: Part, index: number): Finding[] {
  const path = `parts.${index}.media`
  if (part.media.length === 0) return [{ path, code: 'pinterest.check.needsFile', severity: 'error' }]
  const alone = part.media.length > 1 && part.media.some((one) => one.kind === 'video')
  return alone ? [{ path, code: 'pinterest.check.videoAlone', severity: 'error' }] : []
}

function checkLink(content: Content): Finding[] {
  const link = linkOf(content)
  const fine = link === '' || (/^https?:\/\//i.test(link) && URL.canParse(link))
  return fine ? [] : [{ path: 'options.link', code: 'pinterest.check.link', severity: 'error' }]
}

/** Where the pin leads: what was set, else the address of the card. */
export const linkOf = (content: Content) =>
  String(content.options.link ?? '').trim() || (content.parts[0]?.card?.url ?? '')
export const titleOf = (content: Content) => String(content.options.title ?? '').trim()
export const placeOf = (content: Content): { board: string; section?: string } => {
  const [board = '', section] = String(content.options.board ?? '').split('/')
  return { board, ...(section ? { section } : {}) }
}

export const spansOf = (text: string): Span[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu)].map((found) => ({
    kind: 'hashtag',
    from: found.index,
    to: found.index + found[0].length,
    target: found[0].slice(1),
  }))

export default composing
