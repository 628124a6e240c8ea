import { type Description, escapePointer, isRecord, type Overlay, overlaid } from './description.ts'
import type { LabAnswer, LabRequest } from './network.ts'
import { openSchemas, type SchemaBook } from './schemas.ts'

type Node = Record<string, unknown>

/** Reads an OpenAPI 3.1 document (3.0 where it needs no `nullable`) as a description. Fails closed: what it does not name is a problem. */
export async function openApiDescription(document: unknown, overlays: Overlay[] = []): Promise<Description> {
  const fixed = overlaid(document, overlays) as Node
  const book = await openSchemas({ 'api:': fixed })
  const operations = operationsOf(fixed)
  const find = (pattern: string, method: string) => operations.get(`${method} ${shapeOf(pattern)}`)
  return {
    checkRequest: (pattern, request) => {
      const operation = find(pattern, request.method)
      if (!operation) return [`unknown operation: ${request.method} ${pattern}`]
      return [...checkParameters(book, operation, request), ...checkBody(book, operation, request)]
    },
    checkAnswer: (pattern, request, answer) => {
      const operation = find(pattern, request.method)
      return operation ? checkAnswer(book, operation, answer) : [`unknown operation: ${request.method} ${pattern}`]
    },
  }
}

type Operation = { node: Node; pointer: string; parameters: { node: Node; pointer: string }[]; root: Node }

function operationsOf(document: Node): Map<string, Operation> {
  const found = new Map<string, Operation>()
  for (const [path, item] of Object.entries(isRecord(document.paths) ? document.paths : {})) {
    if (!isRecord(item)) continue
    const base = `#/paths/${escapePointer(path)}`
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      const node = item[method]
      if (!isRecord(node)) continue
      const parameters = [
        ...listed(item.parameters, `${base}/parameters`),
        ...listed(node.parameters, `${base}/${method}/parameters`),
      ]
      found.set(`${method.toUpperCase()} ${shapeOf(path)}`, {
        node,
        pointer: `${base}/${method}`,
        parameters: parameters.map((one) => resolved(one, document)),
        root: document,
      })
    }
  }
  return found
}

/** `/statuses/{id}` and `/statuses/:id` are the same shape. */
const shapeOf = (path: string) => path.replace(/\{[^}]+\}|:[A-Za-z_]+/g, '{}')

const listed = (nodes: unknown, pointer: string) =>
  Array.isArray(nodes) ? nodes.filter(isRecord).map((node, index) => ({ node, pointer: `${pointer}/${index}` })) : []

function resolved(place: { node: Node; pointer: string }, document: Node): { node: Node; pointer: string } {
  const ref = place.node.$ref
  if (typeof ref !== 'string') return place
  const steps = ref
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const node = steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), document)
  if (!isRecord(node)) throw new Error(`the description refers to nothing: ${ref}`)
  return resolved({ node, pointer: ref }, document)
}

function checkParameters(book: SchemaBook, operation: Operation, request: LabRequest): string[] {
  const problems: string[] = []
  const inQuery = operation.parameters.filter(({ node }) => node.in === 'query')
  const names = new Set(inQuery.map(({ node }) => String(node.name).replace(/\[\]$/, '')))
  for (const name of Object.keys(request.query)) if (!names.has(name)) problems.push(`unknown parameter: ${name}`)
  for (const { node, pointer } of operation.parameters) {
    const given = listedIn(node, givenTo(node, request), operation.root)
    if (given === undefined) {
      if (node.required === true && node.in !== 'path') problems.push(`missing parameter: ${node.name}`)
    } else if (node.schema) {
      problems.push(
        ...book.check(
          'api:',
          `${pointer}/schema`,
          coerced(given, node.schema, operation.root),
          `parameter ${node.name}`,
        ),
      )
    }
  }
  return problems
}

function givenTo(parameter: Node, request: LabRequest): string | string[] | undefined {
  const name = String(parameter.name)
  if (parameter.in === 'query') return request.query[name.replace(/\[\]$/, '')]
  if (parameter.in === 'header') return request.headers[name.toLowerCase()]
  return undefined
}

/** A list written with commas in one parameter: `style: form` without `explode`. */
function listedIn(parameter: Node, given: string | string[] | undefined, root: Node): string | string[] | undefined {
  if (parameter.explode !== false || typeof given !== 'string' || !isRecord(parameter.schema)) return given
  return resolved({ node: parameter.schema, pointer: '' }, root).node.type === 'array' ? given.split(',') : given
}

/** Texts of a query or form as the type their schema asks for; what cannot be read so stays text and fails. */
function coerced(value: unknown, schema: unknown, root: Node): unknown {
  const at = isRecord(schema) ? resolved({ node: schema, pointer: '' }, root).node : {}
  if (at.type === 'array') return (Array.isArray(value) ? value : [value]).map((one) => coerced(one, at.items, root))
  if (typeof value !== 'string') return value
  if ((at.type === 'integer' || at.type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (at.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function checkBody(book: SchemaBook, operation: Operation, request: LabRequest): string[] {
  const sent = request.type !== ''
  const declared = operation.node.requestBody
  if (!isRecord(declared)) {
    const empty = request.raw.length === 0 || (isRecord(request.body) && Object.keys(request.body).length === 0)
    return sent && !(empty && request.files.length === 0) ? ['this operation takes no body'] : []
  }
  const body = resolved({ node: declared, pointer: `${operation.pointer}/requestBody` }, operation.root)
  if (!sent) return body.node.required === true ? ['the body is missing'] : []
  const content = isRecord(body.node.content) ? body.node.content : {}
  const media = content[request.type]
  if (!isRecord(media)) return [`a body of type ${request.type} is not described (${Object.keys(content).join(', ')})`]
  return book.check(
    'api:',
    `${body.pointer}/content/${escapePointer(request.type)}/schema`,
    fieldsOf(request, media.schema, operation.root),
    'body',
  )
}

function fieldsOf(request: LabRequest, schema: unknown, root: Node): unknown {
  if (request.type === 'application/json' || !isRecord(request.body)) return request.body
  const at = isRecord(schema) ? resolved({ node: schema, pointer: '' }, root).node : {}
  const properties = isRecord(at.properties) ? at.properties : {}
  const fields = Object.entries(request.body).map(([name, value]) => [name, coerced(value, properties[name], root)])
  return Object.fromEntries([...fields, ...request.files.map((file) => [file.field, ''])])
}

function checkAnswer(book: SchemaBook, operation: Operation, answer: LabAnswer): string[] {
  const responses = isRecord(operation.node.responses) ? operation.node.responses : {}
  const status = String(answer.status)
  const key = [status, `${status[0]}XX`, 'default'].find((one) => isRecord(responses[one]))
  if (!key) return [`an answer ${status} is not described`]
  const response = resolved(
    { node: responses[key] as Node, pointer: `${operation.pointer}/responses/${key}` },
    operation.root,
  )
  const content = isRecord(response.node.content) ? response.node.content : {}
  const media = content['application/json']
  if (answer.json === undefined || !isRecord(media) || !media.schema) return []
  const plain: unknown = JSON.parse(JSON.stringify(answer.json))
  return book.check('api:', `${response.pointer}/content/application~1json/schema`, plain, `answer ${status}`)
}
