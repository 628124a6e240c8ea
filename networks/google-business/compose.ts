import { optionOf } from '../check-options.ts'
import {
  type AccountFacts,
  type Content,
  defineComposing,
  type Finding,
  type OptionField,
  type OptionValue,
  type Span,
} from '../compose.ts'
import { plainText } from '../rich-text.ts'
import { localMoment, phoneIn } from './wording.ts'

const choices = (option: string, values: string[]) =>
  values.map((value) => ({ value, label: `google-business.option.${option}.${value}` }))

const dated = { key: 'topic', is: ['EVENT', 'OFFER'] }
const offered = { key: 'topic', is: ['OFFER'] }
const linking = ['BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP']

const text = (key: string, maxLength: number, when: OptionField['when'], required?: true): OptionField => ({
  key,
  kind: 'text',
  label: `google-business.option.${key}`,
  maxLength,
  default: '',
  ...(when ? { when } : {}),
  ...(required ? { required } : {}),
})

export const options: OptionField[] = [
  {
    key: 'topic',
    kind: 'choice',
    label: 'google-business.option.topic',
    choices: choices('topic', ['STANDARD', 'EVENT', 'OFFER']),
    default: 'STANDARD',
  },
  text('title', 58, dated, true),
  { ...text('starts', 16, dated, true), help: 'google-business.option.moment.help' },
  { ...text('ends', 16, dated, true), help: 'google-business.option.moment.help' },
  text('coupon', 58, offered),
  text('redeemUrl', 2000, offered),
  text('terms', 2000, offered),
  {
    key: 'action',
    kind: 'choice',
    label: 'google-business.option.action',
    help: 'google-business.option.action.help',
    choices: choices('action', ['NONE', ...linking, 'CALL']),
    default: 'NONE',
    when: { key: 'topic', is: ['STANDARD', 'EVENT'] },
  },
  text('actionUrl', 2000, { key: 'action', is: linking }, true),
]

export const option = (content: Pick<Content, 'options'>, key: string): OptionValue | undefined =>
  optionOf(options, content.options, key)

export const composing = defineComposing({
  id: 'google-business',
  name: 'Google Business Profile',
  color: '#4285f4',
  sign: 'M4 9.5 5.5 5h13L20 9.5a2.7 2.7 0 0 1-5.3 0 2.7 2.7 0 0 1-5.4 0 2.7 2.7 0 0 1-5.3 0ZM5.5 13v6.5h13V13',
  can: {
    thread: false,
    firstComment: false,
    poll: false,
    alt: false,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options,
  limits: () => ({
    text: [{ unit: 'networks.units.characters', max: 1500, count: (written: string) => plainText(written).length }],
    textRequired: 'without-media',
    parts: { max: 1 },
    media: {
      perPart: 1,
      mix: 'one-kind',
      altMax: 0,
      pulled: true,
      image: {
        mimes: ['image/jpeg', 'image/png'],
        maxBytes: 5 * 1024 * 1024,
        maxWidth: 4000,
        maxHeight: 4000,
        reencode: true,
      },
    },
    card: 'none',
    source:
      'https://support.google.com/business/answer/7662907, https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts (2026-11-22)',
  }),
  checkMore: (content, facts) => [
    ...checkPlace(facts),
    ...checkPhone(content),
    ...checkPicture(content),
    ...checkSchedule(content),
    ...checkAddresses(content),
  ],
  spans: spansOf,
  shown: (written) => plainText(written),
})

const error = (path: string, code: string, values?: Finding['values']): Finding => ({
  path,
  code: `google-business.check.${code}`,
  severity: 'error',
  ...(values ? { values } : {}),
})

function checkPlace(facts: AccountFacts): Finding[] {
  const place = facts.place as { canPost?: boolean; open?: boolean } | undefined
  if (place?.open === false) return [error('parts', 'closed')]
  return place?.canPost === false ? [error('parts', 'cannotPost')] : []
}

function checkPhone(content: Content): Finding[] {
  const phone = phoneIn(plainText(content.parts[0]?.text ?? ''))
  return phone ? [error('parts.0.text', 'phone', { phone })] : []
}

/** Smaller ones are often not shown: https://support.google.com/business/answer/7662907 (read 2026-11-22). */
function checkPicture(content: Content): Finding[] {
  const { width = 400, height = 300 } = content.parts[0]?.media[0] ?? {}
  if (width >= 400 && height >= 300) return []
  return [{ path: 'parts.0.media.0', code: 'google-business.check.smallPicture', severity: 'warning' }]
}

function checkSchedule(content: Content): Finding[] {
  if (option(content, 'topic') === 'STANDARD') return []
  const [starts, ends] = ['starts', 'ends'].map((key) => {
    const written = String(option(content, key) ?? '').trim()
    return { key, written, moment: localMoment(written) }
  })
  const unread = [starts, ends].filter((one) => one?.written && !one.moment)
  if (unread.length > 0) return unread.map((one) => error(`options.${one?.key}`, 'moment'))
  const wholeDay = ends?.moment && !ends.moment.time ? 86_400_000 : 0
  const backwards = starts?.moment && ends?.moment && ends.moment.order + wholeDay < starts.moment.order
  return backwards ? [error('options.ends', 'endsBefore')] : []
}

function checkAddresses(content: Content): Finding[] {
  return ['actionUrl', 'redeemUrl'].flatMap((key) => {
    const written = String(option(content, key) ?? '').trim()
    const fits = URL.canParse(written) && /^https?:$/.test(new URL(written).protocol)
    return written === '' || fits ? [] : [error(`options.${key}`, 'address')]
  })
}

function spansOf(written: string): Span[] {
  return Array.from(written.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g), (hit) => ({
    from: hit.index,
    to: hit.index + hit[0].length,
    kind: 'link',
    target: hit[0],
  }))
}

export default composing
