import type { Finding, OptionField, OptionValue } from './compose.ts'

/** The network's own settings against the fields it describes. Absent ones take their default. */
export function checkOptions(fields: OptionField[], given: Record<string, OptionValue>): Finding[] {
  const known = new Map(fields.map((field) => [field.key, field]))
  return Object.entries(given).flatMap(([key, value]): Finding[] => {
    const path = `options.${key}`
    const field = known.get(key)
    if (!field) return [{ path, code: 'networks.check.optionUnknown', severity: 'error', values: { option: key } }]
    if (field.kind === 'text' && typeof value === 'string') return checkLength(value, field.maxLength, path)
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

function isOneOf(field: OptionField, value: OptionValue): boolean {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean'
    case 'choice':
      return field.choices.some((choice) => choice.value === value)
    case 'many':
      return Array.isArray(value) && value.every((one) => field.choices.some((choice) => choice.value === one))
    case 'text':
      return false
  }
}

/** A setting as given, or its default. */
export function optionOf(
  fields: OptionField[],
  given: Record<string, OptionValue>,
  key: string,
): OptionValue | undefined {
  return given[key] ?? fields.find((field) => field.key === key)?.default
}
