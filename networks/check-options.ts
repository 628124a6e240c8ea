import { isBlank } from './check-text.ts'
import type { AccountFacts, Composing, Finding, OptionField, OptionValue } from './compose.ts'

/** The fields for one account, those made of its facts included. */
export const optionFields = (composing: Composing, facts: AccountFacts): OptionField[] =>
  composing.optionsFor?.(facts) ?? composing.options

/** Is the field there for what else was chosen? */
export const isAsked = (field: OptionField, fields: OptionField[], given: Record<string, OptionValue>): boolean => {
  const { when } = field
  return !when || when.is.some((value) => optionOf(fields, given, when.key) === value)
}

/** The network's own settings against the fields it describes. Absent ones take their default. */
export function checkOptions(fields: OptionField[], given: Record<string, OptionValue>): Finding[] {
  const known = new Map(fields.map((field) => [field.key, field]))
  const missing = fields
    .filter((field) => field.required && isAsked(field, fields, given) && isUnfilled(given[field.key] ?? field.default))
    .map(
      ({ key, label }): Finding => ({
        path: `options.${key}`,
        code: 'networks.check.optionMissing',
        severity: 'error',
        values: { option: key },
        says: { option: label },
      }),
    )
  return [...missing, ...checkGiven(known, given)]
}

const isUnfilled = (value: OptionValue) =>
  typeof value === 'string' ? isBlank(value) : Array.isArray(value) && value.length === 0

function checkGiven(known: Map<string, OptionField>, given: Record<string, OptionValue>): Finding[] {
  return Object.entries(given).flatMap(([key, value]): Finding[] => {
    const path = `options.${key}`
    const field = known.get(key)
    if (!field) return [{ path, code: 'networks.check.optionUnknown', severity: 'error', values: { option: key } }]
    if (field.kind === 'text' && typeof value === 'string') return checkLength(value, field.maxLength, path)
    if (field.kind === 'words' && Array.isArray(value)) return checkWords(value, field, path)
    return isOneOf(field, value)
      ? []
      : [{ path, code: 'networks.check.optionValue', severity: 'error', values: { option: key, value: String(value) } }]
  })
}

function checkLength(value: string, max: number, path: string): Finding[] {
  const count = [...value].length
  return count <= max
    ? []
    : [{ path, code: 'networks.check.optionTooLong', severity: 'error', values: { count, max, over: count - max } }]
}

function checkWords(
  words: string[],
  { max, maxLength, key }: OptionField & { kind: 'words' },
  path: string,
): Finding[] {
  const count = words.length
  if (count > max)
    return [{ path, code: 'networks.check.optionTooMany', severity: 'error', values: { option: key, count, max } }]
  return words.flatMap((word) => checkLength(word, maxLength, path)).slice(0, 1)
}

function isOneOf(field: OptionField, value: OptionValue): boolean {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean'
    case 'choice':
      return field.choices.some((choice) => choice.value === value)
    case 'many':
      return Array.isArray(value) && value.every((one) => field.choices.some((choice) => choice.value === one))
    case 'moment':
      return typeof value === 'string' && (value === '' || isMoment(value))
    case 'media':
      return typeof value === 'string'
    case 'text':
    case 'words':
      return false
  }
}

const isMoment = (value: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))

/** A setting as given, or its default. */
export function optionOf(
  fields: OptionField[],
  given: Record<string, OptionValue>,
  key: string,
): OptionValue | undefined {
  return given[key] ?? fields.find((field) => field.key === key)?.default
}
