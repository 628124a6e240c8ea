import { type Description, isRecord } from '../../lab/description.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { openSchemas, type SchemaBook } from '../../lab/schemas.ts'
import { specs } from '../../lab/specs.ts'

type Node = Record<string, unknown>
type Endpoint = { methods: string[]; args: Node | unknown[] }

export const describedBy = 'wordpress'
const resources = [
  'posts',
  'pages',
  'media',
  'comments',
  'categories',
  'tags',
  'users',
  'users-me',
  'settings',
] as const
const api = '/wp-json/wp/v2'

/**
 * What a real site told of itself: the index names the arguments of each route, OPTIONS the shape of each answer. Anything not named
 * is a breach, though a real site ignores unknown arguments; every field of the asked context must be there.
 */
export async function describeSite(): Promise<Description | undefined> {
  if (!specs.has(describedBy)) return undefined
  const index = specs.read<{ routes: Record<string, { endpoints: Endpoint[] }> }>('wordpress/wp-json-index-6.1.9.json')
  const endpoints = new Map<string, Node>()
  for (const [route, { endpoints: listed }] of Object.entries(index.routes))
    for (const { methods, args } of listed)
      for (const method of methods) endpoints.set(`${method} ${shapeOf(route)}`, Array.isArray(args) ? {} : args)
  const book = await openSchemas(documentsOf(endpoints))
  const keyOf = (pattern: string, method: string) => `${method} ${shapeOf(pattern.replace('/wp-json', ''))}`
  return {
    checkRequest: (pattern, request) => {
      const key = keyOf(pattern, request.method)
      return endpoints.has(key)
        ? checkArguments(book, key, endpoints.get(key) ?? {}, request)
        : [`unknown operation: ${key}`]
    },
    checkAnswer: (pattern, request, answer) => checkAnswer(book, pattern, request, answer),
  }
}

/** `/posts/(?P<id>[\d]+)` and `/posts/:id` are the same shape. */
const shapeOf = (route: string) =>
  route
    .replace(/\(\?P<\w+>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '{}')
    .replace(/:[a-z_]+/gi, '{}')
    .replace(/\/$/, '')

function documentsOf(endpoints: Map<string, Node>): Record<string, unknown> {
  const args = Object.fromEntries(
    [...endpoints].map(([key, node]) => [named(key), { type: 'object', properties: mapped(node, schemaOf) }]),
  )
  const answers = Object.fromEntries(
    resources.flatMap((name) =>
      ['view', 'edit'].map((context) => [
        `${name}-${context}`,
        inContext(specs.read<{ schema: Node }>(`wordpress/options-${name}.json`).schema, context, true),
      ]),
    ),
  )
  return { 'args:': args, 'answers:': { ...answers, error: errorSchema } }
}

/** Documented at https://developer.wordpress.org/rest-api/ and seen on the real site, 2026-11-22. */
const errorSchema = {
  type: 'object',
  required: ['code', 'message', 'data'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    data: {
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'integer' }, term_id: { type: 'integer' }, params: {}, details: {} },
    },
    additional_data: { type: 'array' },
  },
}

/** Seen on the real 6.1.9 of Debian on 2026-11-22, where its own schema says otherwise. */
const laxer: Record<string, unknown> = {
  meta: { type: ['array', 'object'] },
  post: { type: ['integer', 'null'] },
  site_logo: { type: ['integer', 'null'] },
  media_details: {},
  status: {
    enum: ['publish', 'future', 'draft', 'pending', 'private', 'trash', 'inherit', 'approved', 'hold', 'spam'],
  },
  author_url: { type: 'string' },
}
/** Told only where the kind of thing is seen by visitors, or where somebody wrote it. */
const notAlways = new Set(['permalink_template', 'generated_slug', 'template', 'password', 'missing_image_sizes'])

/** What a thing has in one context: draft-04 of the site made into a closed schema. */
function inContext(schema: unknown, context: string, whole = false): unknown {
  if (!isRecord(schema)) return schema
  const given = isRecord(schema.properties) ? schema.properties : {}
  const names = Object.keys(given).filter((name) => {
    const of = isRecord(given[name]) ? given[name].context : undefined
    return !Array.isArray(of) || of.includes(context)
  })
  const properties = Object.fromEntries(
    names.map((name) => [name, (whole && laxer[name]) || inContext(given[name], context)]),
  )
  if (!isRecord(schema.properties)) return schemaOf(schema)
  return {
    ...schemaOf(schema),
    properties: whole ? { ...properties, _links: { type: 'object' } } : properties,
    ...(whole ? { required: names.filter((name) => !notAlways.has(name)) } : {}),
  }
}

/** The words of a site's schema that JSON Schema has too; moments come without a zone. */
function schemaOf(node: unknown): Node {
  if (!isRecord(node)) return {}
  const { type, enum: values, items, minimum, maximum, pattern, format, properties } = node
  const kept = Object.fromEntries(
    Object.entries({ type, enum: values, minimum, maximum, pattern }).filter(([, value]) => value !== undefined),
  )
  return {
    ...kept,
    ...(items === undefined ? {} : { items: schemaOf(items) }),
    ...(isRecord(properties) && !Array.isArray(properties) ? { properties: mapped(properties, schemaOf) } : {}),
    ...(format === 'date-time' ? { pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)?$' } : {}),
    ...(format === 'uri' ? { format: 'uri' } : {}),
  }
}

const mapped = (node: Node, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(value)]))

function checkArguments(book: SchemaBook, key: string, args: Node, request: LabRequest): string[] {
  const body = request.type === 'application/json' && isRecord(request.body) ? request.body : {}
  const given = { ...mapped(request.query, (value) => value), ...body }
  for (const [name, value] of Object.entries(request.query)) given[name] = coerced(value, args[name])
  const missing = Object.entries(args)
    .filter(([name, node]) => isRecord(node) && node.required === true && !(name in given) && !(name in request.params))
    .map(([name]) => `missing argument: ${name}`)
  return [...missing, ...book.check('args:', `#/${named(key)}`, given, 'arguments')]
}

/** Lists may be written with commas; numbers and switches arrive as text. */
function coerced(value: unknown, node: unknown): unknown {
  const type = isRecord(node) ? node.type : undefined
  if (type === 'array') {
    const list = Array.isArray(value) ? value : String(value).split(',')
    const items = isRecord(node) ? node.items : undefined
    return list.map((one) => coerced(one, items))
  }
  if (typeof value !== 'string') return value
  if (type === 'integer' && /^-?\d+$/.test(value)) return Number(value)
  if (type === 'boolean' && /^(true|false|1|0)$/.test(value)) return value === 'true' || value === '1'
  return value
}

function checkAnswer(book: SchemaBook, pattern: string, request: LabRequest, answer: LabAnswer): string[] {
  if (answer.json === undefined) return []
  const plain: unknown = JSON.parse(JSON.stringify(answer.json))
  if (answer.status >= 400) return book.check('answers:', '#/error', plain, `answer ${answer.status}`)
  const [first = '', second] = pattern.slice(api.length + 1).split('/')
  const name = first === 'users' && second === 'me' ? 'users-me' : first
  if (!resources.some((one) => one === name)) return []
  const context = request.method === 'GET' ? String(request.query.context ?? 'view') : 'edit'
  const place = `#/${name}-${context === 'edit' ? 'edit' : 'view'}`
  const gone = request.method === 'DELETE' && isRecord(plain) && plain.deleted === true
  const things = Array.isArray(plain) ? plain : [gone && isRecord(plain) ? plain.previous : plain]
  return things.flatMap((one) => book.check('answers:', place, one, `answer ${answer.status}`)).slice(0, 8)
}

/** A name that a pointer can carry. */
const named = (key: string) => key.replaceAll('{}', 'id').replace(/[^A-Za-z0-9]+/g, '_')
