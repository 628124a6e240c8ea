import { nearest, type Problem, problem } from './problem.ts'
import {
  type Choice,
  type ChoiceField,
  type Comparison,
  choiceFields,
  closedValues,
  type Measure,
  type MeasureField,
  measureFields,
  type Span,
} from './query.ts'

export const fieldNames: readonly string[] = [...choiceFields, ...measureFields, 'title']
export const isChoiceField = (name: string): name is ChoiceField => choiceFields.some((one) => one === name)
export const isMeasureField = (name: string): name is MeasureField => measureFields.some((one) => one === name)

/** A field that does not exist, with the one meant, or the words as they are. */
export function unknownField(name: string, written: string, span: Span): Problem {
  if (/^https?$/i.test(name))
    return problem('listening.query.address', span, { written }, { ...span, text: `link:"${written}"` })
  const meant = nearest(name, fieldNames)
  const mend = meant
    ? { from: span.from, to: span.from + name.length, text: meant }
    : { ...span, text: `"${written.replaceAll('"', '')}"` }
  return problem('listening.query.unknownField', span, { field: name, fields: fieldNames.join(', ') }, mend)
}

/** `span` is of the value alone. */
export function readChoice(field: ChoiceField, written: string, span: Span): Choice | Problem {
  const value = tidied(field, written)
  if (!value) return problem('listening.query.noValue', span, { field })
  const known = closedValues[field]
  if (known && !known.includes(value)) {
    const meant = nearest(value, known)
    const values = { field, value, known: known.join(', ') }
    return problem('listening.query.unknownValue', span, values, meant ? { ...span, text: meant } : undefined)
  }
  if (shapes[field] && !shapes[field].test(value))
    return problem(
      'listening.query.badValue',
      span,
      { field, value, example: examples[field] ?? '' },
      mendOf(field, value, span),
    )
  return { ...span, kind: 'choice', field, value }
}

const shapes: Partial<Record<ChoiceField, RegExp>> = {
  lang: /^[a-z]{2,3}$/,
  country: /^[a-z]{2}$/,
  site: /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u,
  from: /^\S+$/,
  to: /^\S+$/,
}
const examples: Partial<Record<ChoiceField, string>> = {
  ...{ lang: 'lang:bg', country: 'country:bg', site: 'site:example.com', from: 'from:name', to: 'to:name' },
}

function tidied(field: ChoiceField, written: string): string {
  const value = written.trim().replace(/\s+/g, ' ')
  if (field === 'from' || field === 'to') return value.replace(/^@+/, '')
  if (field === 'site') return value.toLowerCase().replace(/^www\./, '')
  return closedValues[field] || field === 'lang' || field === 'country' ? value.toLowerCase() : value
}

function mendOf(field: ChoiceField, value: string, span: Span) {
  const host =
    field === 'site' ? /^(?:https?:\/\/)?(?:www\.)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u.exec(value)?.[1] : undefined
  const language = field === 'lang' ? /^([a-z]{2,3})[-_]/.exec(value)?.[1] : undefined
  const text = host ?? language
  return text ? { ...span, text } : undefined
}

const number = /^(>=|<=|>|<|=|≥|≤)?(\d{1,15}(?:[.,]\d{1,3})?)([kmкм]?)$/iu
const thousands: Record<string, number> = { k: 1e3, к: 1e3, m: 1e6, м: 1e6 }

export function readMeasure(field: MeasureField, written: string, span: Span): Measure | Problem {
  const [whole, is = '=', digits = '', unit = ''] = number.exec(written) ?? []
  if (whole === undefined) {
    const found = /\d+/.exec(written)?.[0]
    const mend = { ...span, text: `>${found?.slice(0, 15) ?? 100}` }
    return problem('listening.query.badNumber', span, { field, example: `${field}:>1000` }, mend)
  }
  const amount = Math.round(Number(digits.replace(',', '.')) * (thousands[unit.toLowerCase()] ?? 1))
  return { ...span, kind: 'measure', field, is: plainComparison(is), number: amount }
}

function plainComparison(is: string): Comparison {
  if (is === '≥' || is === '>=') return '>='
  if (is === '≤' || is === '<=') return '<='
  return is === '>' || is === '<' ? is : '='
}
