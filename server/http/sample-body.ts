import { z } from 'zod'

type Schema = { [key: string]: unknown }

/**
 * A body that a route's schema takes, as small as it can be, for tests that knock at every door. Ids become those of
 * `ids` by the name of their field, so that they point where the test wants them to.
 */
export function sampleBody(schema: z.ZodType, ids: Record<string, string>): unknown {
  return sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, '', ids)
}

/** The same for what stands behind the question mark, where what may be left out is. */
export function sampleQuery(schema: z.ZodType, ids: Record<string, string>): Record<string, string> {
  const { required, properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  const wanted = Object.entries((properties ?? {}) as Record<string, Schema>).filter(
    ([name]) => name in ids || ((required ?? []) as string[]).includes(name),
  )
  return Object.fromEntries(wanted.map(([name, inner]) => [name, String(sampleOf(inner, name, ids))]))
}

/** All that a route hears behind the question mark. */
export const queryNames = (schema: z.ZodType): string[] =>
  Object.keys((z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema).properties ?? {})

function sampleOf(schema: Schema, name: string, ids: Record<string, string>): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const [first] = ((schema.anyOf ?? schema.oneOf ?? []) as Schema[]).filter((one) => one.type !== 'null')
  if (first) return sampleOf(first, name, ids)
  if (name === 'texts') return { en: sampleOf(schema.additionalProperties as Schema, '', ids) }
  if (schema.type === 'object') return sampleObject(schema, ids)
  if (schema.type === 'array')
    return Number(schema.minItems ?? 0) > 0 || name.endsWith('Ids') ? [sampleOf(schema.items as Schema, name, ids)] : []
  if (schema.type === 'string') return sampleText(schema, name, ids)
  if (schema.type === 'boolean') return false
  return Number(schema.minimum ?? 1)
}

function sampleObject(schema: Schema, ids: Record<string, string>): Schema {
  const required = (schema.required ?? []) as string[]
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const wanted = fields.filter(([name]) => required.includes(name) || name.endsWith('Ids') || name in ids)
  const chosen = wanted.length ? wanted : fields.slice(0, 1)
  return Object.fromEntries(chosen.map(([name, inner]) => [name, sampleOf(inner, name, ids)]))
}

function sampleText(schema: Schema, name: string, ids: Record<string, string>): string {
  const pattern = String(schema.pattern ?? '')
  if (schema.format === 'uuid') return ids[name.replace(/Ids$/, 'Id')] ?? Object.values(ids)[0] ?? ''
  if (schema.format === 'email') return 'door@desk.example'
  if (schema.format === 'uri') return 'https://example.com/'
  if (schema.format === 'date-time') return '2027-01-02T03:04:05.000Z'
  if (pattern.includes('T')) return '2027-03-01T09:30'
  if (pattern.includes('#')) return '#336699'
  if (pattern.includes(':')) return '09:30'
  if (name === 'zone') return 'Europe/Sofia'
  if (name === 'language') return 'en'
  return 'a sample text'.slice(0, Number(schema.maxLength ?? 100))
}
