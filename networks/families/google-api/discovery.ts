import { type Description, isRecord, type Overlay, overlaid } from '../../lab/description.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { openSchemas, type SchemaBook } from '../../lab/schemas.ts'

type Node = Record<string, unknown>
export type DiscoveryDocument = {
  name: string
  servicePath?: string
  parameters?: Node
  resources?: Node
  schemas?: Node
}
type Operation = { api: string; node: Node; common: Node; shape: RegExp; method: string; upload: boolean }

/**
 * Reads Google's discovery documents (https://developers.google.com/discovery/v1/reference/apis) as one description.
 * Fails closed: a method, parameter or field that no document names is a problem.
 */
export async function discoveryDescription(
  documents: unknown[],
  overlays: Record<string, Overlay[]> = {},
): Promise<Description> {
  const fixed = documents.map((one) => {
    const document = one as DiscoveryDocument
    return overlaid(document, overlays[document.name] ?? [])
  })
  const book = await openSchemas(Object.fromEntries(fixed.map((one) => [`${one.name.toLowerCase()}:`, schemasOf(one)])))
  const operations = fixed.flatMap((one) => operationsIn(one.resources ?? {}, one))
  const find = ({ method, path }: LabRequest) => operations.find((one) => one.method === method && one.shape.test(path))
  return {
    checkRequest: (_pattern, request) => {
      const operation = find(request)
      if (!operation) return [`unknown method: ${request.method} ${request.path}`]
      return [...checkParameters(book, operation, request), ...checkBody(book, operation, request)]
    },
    checkAnswer: (_pattern, request, answer) => {
      const operation = find(request)
      return operation ? checkAnswer(book, operation, answer) : [`unknown method: ${request.method} ${request.path}`]
    },
  }
}

const within = (value: unknown): [string, Node][] =>
  isRecord(value) ? Object.entries(value).filter((entry): entry is [string, Node] => isRecord(entry[1])) : []

function operationsIn(resources: unknown, document: DiscoveryDocument): Operation[] {
  return within(resources).flatMap(([, resource]) => [
    ...within(resource.methods).flatMap(([, node]) => operationsOf(node, document)),
    ...operationsIn(resource.resources, document),
  ])
}

/** Methods that take files also stand below `/upload/`. */
function operationsOf(node: Node, document: DiscoveryDocument): Operation[] {
  const path = `/${document.servicePath ?? ''}${String(node.flatPath ?? node.path)}`
  const one = {
    api: document.name.toLowerCase(),
    node,
    common: document.parameters ?? {},
    method: String(node.httpMethod),
  }
  const plain = { ...one, shape: shapeOf(path), upload: false }
  if (!isRecord(node.mediaUpload)) return [plain]
  const uploads = within(node.mediaUpload.protocols).map(([, protocol]) => shapeOf(String(protocol.path)))
  return [plain, ...uploads.map((shape) => ({ ...one, shape, upload: true }))]
}

const shapeOf = (path: string) =>
  new RegExp(
    `^${path
      .split(/(\{[^}]+\})/)
      .map((piece) => (piece.startsWith('{') ? '[^/:]+' : piece.replace(/[.+?^$()|[\]\\]/g, '\\$&')))
      .join('')}$`,
  )

function checkParameters(book: SchemaBook, { api, node, common, upload }: Operation, request: LabRequest): string[] {
  const own = Object.fromEntries(within(node.parameters))
  const inQuery = within(node.parameters).filter(([, one]) => one.location === 'query')
  const known = new Set([...inQuery.map(([name]) => name), ...Object.keys(common), ...(upload ? ['upload_id'] : [])])
  const unknown = Object.keys(request.query).filter((name) => !known.has(name))
  const missing = inQuery.filter(([name, one]) => one.required === true && request.query[name] === undefined)
  const wrong = Object.entries(request.query).flatMap(([name, value]) => {
    const one = own[name]
    if (!one) return []
    const values = Array.isArray(value) ? value : [value]
    if (one.repeated !== true && values.length > 1) return [`parameter ${name} may stand once only`]
    const pointer = `#/parameters/${pointerStep(String(node.id))}/${pointerStep(name)}`
    return values.flatMap((each) => book.check(`${api}:`, pointer, coerced(each, one.type), `parameter ${name}`))
  })
  return [
    ...unknown.map((name) => `unknown parameter: ${name}`),
    ...missing.map(([name]) => `missing parameter: ${name}`),
    ...wrong,
  ]
}

const pointerStep = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1')

function coerced(value: string, type: unknown): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function checkBody(book: SchemaBook, { api, node, upload }: Operation, request: LabRequest): string[] {
  const wanted = isRecord(node.request) ? String(node.request.$ref) : undefined
  if (request.files.length > 0) return upload ? [] : ['this method takes no file']
  if (request.body === undefined || request.type === '') return []
  if (request.type !== 'application/json') return upload ? [] : [`a body of type ${request.type} is not taken`]
  if (!wanted) return ['this method takes no body']
  return book.check(`${api}:`, `#/schemas/${pointerStep(wanted)}`, request.body, 'body')
}

/** Refusals have one shape for all APIs. */
function checkAnswer(book: SchemaBook, { api, node }: Operation, answer: LabAnswer): string[] {
  if (answer.json === undefined) return []
  const json: unknown = JSON.parse(JSON.stringify(answer.json))
  const where = `answer ${answer.status}`
  if (answer.status >= 400) return book.check(`${api}:`, '#/refusal', json, where)
  if (!isRecord(node.response)) return [`${where} has a body, and none is described`]
  return book.check(`${api}:`, `#/schemas/${pointerStep(String(node.response.$ref))}`, json, where)
}

/** The document's schemas and parameters as one JSON Schema document. */
function schemasOf(document: DiscoveryDocument): Node {
  const parameters: Node = {}
  const collect = (resources: unknown) => {
    for (const [, resource] of within(resources)) {
      for (const [, node] of within(resource.methods))
        parameters[String(node.id)] = Object.fromEntries(
          within(node.parameters).map(([name, one]) => [name, jsonSchema(one)]),
        )
      collect(resource.resources)
    }
  }
  collect(document.resources)
  const schemas = Object.fromEntries(within(document.schemas).map(([name, one]) => [name, jsonSchema(one)]))
  return { schemas, parameters, refusal }
}

const text = { type: 'string' }
const refusal = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'integer' },
        message: text,
        status: text,
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { message: text, domain: text, reason: text, location: text, locationType: text },
          },
        },
        details: { type: 'array', items: {} },
      },
    },
  },
}

const formats: Record<string, Node> = {
  'date-time': { format: 'date-time' },
  'google-datetime': { format: 'date-time' },
  date: { format: 'date' },
  int64: { pattern: '^-?\\d+$' },
  uint64: { pattern: '^\\d+$' },
  int32: { minimum: -2_147_483_648, maximum: 2_147_483_647 },
  uint32: { minimum: 0, maximum: 4_294_967_295 },
}

function jsonSchema(node: Node): Node {
  if (typeof node.$ref === 'string') return { $ref: `#/schemas/${pointerStep(node.$ref)}` }
  if (node.type === 'any') return {}
  const { type, format } = node
  return {
    type,
    ...(typeof format === 'string' ? formats[format] : {}),
    ...(Array.isArray(node.enum) ? { enum: node.enum } : {}),
    ...(typeof node.pattern === 'string' ? { pattern: node.pattern } : {}),
    ...(node.minimum === undefined ? {} : { minimum: Number(node.minimum) }),
    ...(node.maximum === undefined ? {} : { maximum: Number(node.maximum) }),
    ...(isRecord(node.items) ? { items: jsonSchema(node.items) } : {}),
    ...(isRecord(node.properties)
      ? { properties: Object.fromEntries(within(node.properties).map(([name, one]) => [name, jsonSchema(one)])) }
      : type === 'object' && !isRecord(node.additionalProperties)
        ? { properties: {} }
        : {}),
    ...(isRecord(node.additionalProperties) ? { additionalProperties: jsonSchema(node.additionalProperties) } : {}),
  }
}
