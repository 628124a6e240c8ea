import type { Description } from '../../lab/description.ts'
import { schemaDescription } from '../../lab/json-schema.ts'
import type { LabRequest } from '../../lab/lab.ts'
import { specs } from '../../lab/specs.ts'

type Field = { name: string; types: string[]; required: boolean; description: string }
type Type = { name: string; fields?: Field[]; subtypes?: string[] }
type Method = { name: string; fields?: Field[]; returns: string[] }
type Api = { methods: Record<string, Method>; types: Record<string, Type> }
type Schema = Record<string, unknown>

/** The Bot API's description by its own tables of methods and types, as JSON Schemas; whatever they do not name is a breach. */
export async function describeBotApi(): Promise<Description | undefined> {
  if (!specs.has('telegram/api.json')) return undefined
  const api = specs.read<Api>('telegram/api.json')
  return await schemaDescription(
    { 'telegram:': documentOf(api) },
    {
      operation: (_pattern, request) => {
        const method = api.methods[request.params.method ?? '']
        if (!method) return undefined
        const place = (part: string) => ({ document: 'telegram:', pointer: `#/$defs/${part}` })
        return {
          request: place(`request.${method.name}`),
          answer: (answer) => place(answer.status === 200 ? `answer.${method.name}` : 'refusal'),
        }
      },
      given: (request) => givenTo(api.methods[request.params.method ?? ''], request),
    },
    { close: false },
  )
}

function documentOf(api: Api): Schema {
  const defs: Schema = { refusal: refusalSchema }
  for (const type of Object.values(api.types)) defs[type.name] = typeSchema(type)
  for (const method of Object.values(api.methods)) {
    defs[`request.${method.name}`] = objectOf(method.fields ?? [])
    const result = anyOf(method.returns)
    defs[`answer.${method.name}`] = closed({ ok: { const: true }, result }, ['ok', 'result'])
  }
  return { $defs: defs }
}

const closed = (properties: Schema, required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const refusalSchema = closed(
  {
    ok: { const: false },
    error_code: { type: 'integer' },
    description: { type: 'string' },
    parameters: { $ref: '#/$defs/ResponseParameters' },
  },
  ['ok', 'error_code', 'description'],
)

function typeSchema(type: Type): Schema {
  if (type.name === 'InputFile') return { type: 'string' }
  if (type.subtypes) return anyOf(type.subtypes)
  return objectOf(type.fields ?? [])
}

function objectOf(fields: Field[]): Schema {
  const properties = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]))
  return closed(
    properties,
    fields.filter((field) => field.required).map((field) => field.name),
  )
}

/** What tells one kind of an object from another stands only in words: "always “creator”", "must be photo". */
function fieldSchema({ name, types, description }: Field): Schema {
  const told = /(?:, always|, must be) [“"*]?([a-z0-9_]+)[”"*]?(?:$|\.)/.exec(description)?.[1]
  if (told && (name === 'type' || name === 'status' || name === 'source')) return { const: told }
  return anyOf(types)
}

/** Where several lists are allowed, their items may stand together; which ones, the emulator says. */
function anyOf(types: string[]): Schema {
  const lists = types.flatMap((type) => /^Array of (.+)$/.exec(type)?.[1] ?? [])
  if (lists.length > 1 && lists.length === types.length) return { type: 'array', items: anyOf(lists) }
  const all = types.map(schemaOf)
  return all.length === 1 && all[0] ? all[0] : { anyOf: all }
}

const plain: Record<string, Schema> = {
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  True: { const: true },
}

function schemaOf(type: string): Schema {
  const items = /^Array of (.+)$/.exec(type)?.[1]
  if (items) return { type: 'array', items: schemaOf(items) }
  return plain[type] ?? { $ref: `#/$defs/${type}` }
}

/** In forms and addresses everything is text: numbers, switches and JSON are read as their type asks. */
function givenTo(method: Method | undefined, request: LabRequest): unknown {
  if (request.type === 'application/json') return { ...request.query, ...(request.body as object) }
  const fields = new Map((method?.fields ?? []).map((field) => [field.name, field]))
  const texts = { ...request.query, ...(request.body as Record<string, unknown> | undefined) }
  const read = Object.entries(texts).map(([name, value]) => [name, coerced(value, fields.get(name)?.types ?? [])])
  const attached = request.files.filter((file) => fields.has(file.field)).map((file) => [file.field, file.fileName])
  return Object.fromEntries([...read, ...attached])
}

function coerced(value: unknown, types: string[]): unknown {
  if (typeof value !== 'string') return value
  const onlyText = types.every((type) => type === 'String' || type === 'InputFile')
  if (onlyText || (types.includes('String') && !/^-?\d+$/.test(value))) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
