import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { mostButtons, readButtons } from './buttons.ts'
import { limits } from './limits.ts'
import { isFormatted, shown, spansOf } from './markup.ts'

const toggle = (key: string, value = false): OptionField => ({
  key,
  label: `max-messenger.option.${key}`,
  help: `max-messenger.option.${key}.help`,
  kind: 'switch',
  default: value,
})

export const options: OptionField[] = [
  {
    key: 'formatting',
    label: 'max-messenger.option.formatting',
    help: 'max-messenger.option.formatting.help',
    kind: 'choice',
    choices: ['light', 'plain'].map((value) => ({ value, label: `max-messenger.option.formatting.${value}` })),
    default: 'light',
  },
  {
    key: 'buttons',
    label: 'max-messenger.option.buttons',
    help: 'max-messenger.option.buttons.help',
    kind: 'text',
    maxLength: 4000,
    default: '',
    multiline: true,
  },
  toggle('preview', true),
  toggle('silent'),
  toggle('pin'),
]

export default defineComposing({
  id: 'max-messenger',
  name: 'MAX',
  color: '#471aff',
  sign: 'M4.5 18.5v-12l7.5 9 7.5-9v12',
  group: 'messenger',
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
  limits,
  checkMore: (content, facts) => [...checkText(content), ...checkButtons(content), ...checkPin(content, facts)],
  spans: (text, content) => spansOf(text, content.options.formatting),
  shown: (text, content) => shown(text, content.options.formatting),
})

/** What is sent exactly as written is counted so. */
function checkText({ parts, options: given }: Content): Finding[] {
  const count = parts[0]?.text.length ?? 0
  if (isFormatted(given.formatting) || count <= 4000) return []
  const values = { count, max: 4000, over: count - 4000, unit: 'characters' }
  return [{ path: 'parts.0.text', code: 'networks.check.textTooLong', severity: 'error', values, over: 4000 }]
}

function checkButtons({ options: given }: Content): Finding[] {
  const lines = readButtons(given.buttons)
  const wrong = lines.flatMap((one): Finding[] =>
    'problem' in one ? [error('options.buttons', `max-messenger.check.button.${one.problem}`, { line: one.line })] : [],
  )
  const many = lines.length > mostButtons
  return many
    ? [
        ...wrong,
        error('options.buttons', 'max-messenger.check.button.tooMany', { count: lines.length, max: mostButtons }),
      ]
    : wrong
}

const checkPin = ({ options: given }: Content, facts: AccountFacts): Finding[] =>
  given.pin === true && facts.canPin === false ? [error('options.pin', 'max-messenger.check.mayNotPin')] : []

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
