import type { z } from 'zod'
import type { FieldProblem, MessageValues } from '../../kernel/failure.ts'

type Issue = z.core.$ZodIssue

/** What a schema complains of, by our own codes: the words come from our catalogues, never from the library. */
export const fieldProblems = (error: z.ZodError, given: unknown): FieldProblem[] =>
  error.issues.flatMap((issue) => problemsOf(issue, [], given))

function problemsOf(issue: Issue, within: PropertyKey[], given: unknown): FieldProblem[] {
  const place = [...within, ...issue.path]
  const path = place.map(String).join('.')
  const told = (code: string, values?: MessageValues) => [{ path, code, values }]
  if (isOurs(issue.message)) return told(issue.message)
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(given, place) === undefined
        ? told('request.field.required')
        : told(`request.field.type.${typeName(issue.expected)}`)
    case 'too_small':
      return told(...sizeProblem('small', String(issue.origin), Number(issue.minimum)))
    case 'too_big':
      return told(...sizeProblem('big', String(issue.origin), Number(issue.maximum)))
    case 'invalid_format':
      return told(`request.field.format.${formatName(issue.format)}`)
    case 'invalid_value':
      return told('request.field.choice', { choices: issue.values.map(String).join(', ') })
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...place, key].map(String).join('.'), code: 'request.field.unknown' }))
    case 'invalid_union':
      return unionProblems(issue, place, given) ?? told('request.field.format.other')
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => problemsOf(inner, place, given))
    case 'not_multiple_of':
      return told('request.field.type.int')
    case 'custom':
      return told('request.field.format.other')
  }
}

/** A schema may give the key of its words instead of a text: `z.string().regex(…, 'request.field.format.time')`. */
const isOurs = (message: string) => /^[a-z][a-zA-Z]*(\.[\w-]+)+$/.test(message)

/** Of several shapes that would do, the one meant is the one with the least to complain of. */
function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  place: PropertyKey[],
  given: unknown,
): FieldProblem[] | undefined {
  const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)
  return best?.flatMap((inner) => problemsOf(inner, place, given))
}

const depth = (issues: Issue[]) => Math.max(0, ...issues.map((one) => one.path.length))

const sizes: Record<string, string> = { string: 'Text', array: 'List', set: 'List' }

const sizeProblem = (way: 'small' | 'big', origin: string, limit: number): [string, MessageValues] => [
  `request.field.too${way === 'small' ? 'Small' : 'Big'}${sizes[origin] ?? 'Number'}`,
  { limit },
]

const types = ['string', 'number', 'int', 'boolean', 'array', 'object']
const typeName = (expected: string) =>
  expected === 'record' ? 'object' : types.includes(expected) ? expected : 'other'

const formats = ['email', 'url', 'uuid', 'datetime']
const formatName = (format: string) => (formats.includes(format) ? format : 'other')

function valueAt(given: unknown, path: PropertyKey[]): unknown {
  let value = given
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** What was sent beside what the schema knows, at any depth: a misspelt field is refused rather than silently ignored. */
export function unknownFields(given: unknown, read: unknown, path: string[] = []): FieldProblem[] {
  if (Array.isArray(given) && Array.isArray(read) && given.length === read.length)
    return given.flatMap((one, index) => unknownFields(one, read[index], [...path, String(index)]))
  if (!isPlain(given) || !isPlain(read)) return []
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(read, key)
      ? unknownFields(value, read[key], [...path, key])
      : [{ path: [...path, key].join('.'), code: 'request.field.unknown' }],
  )
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
