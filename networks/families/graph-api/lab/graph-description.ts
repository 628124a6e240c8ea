import type { Description } from '../../../lab/description.ts'
import type { LabAnswer, LabRequest } from '../../../lab/network.ts'
import type { GraphBook, GraphEdge } from './graph-book.ts'
import { isRecord, misfit } from './graph-values.ts'
import { type Selected, selectionIn } from './selection.ts'

/** Parameters that every edge takes: https://developers.facebook.com/docs/graph-api/overview (read 2026-11-22). */
const everywhere = new Set(['access_token', 'appsecret_proof'])
const ofReading = new Set(['fields', 'limit', 'after', 'before', 'summary'])
/** Names that lists and connections carry beside their data. */
const ofLists = new Set(['data', 'paging', 'summary'])

/** What stands at a path: the node, and the edge of it where one is named. */
export type GraphPlace = { node: string; edge?: string }
/** `door` describes what is no node, such as the address where codes become tokens: the parameters it takes and what it answers. */
export type GraphMap = {
  place: (pattern: string, params: Record<string, string>) => GraphPlace | undefined
  doors?: Record<string, { takes: string[]; answers: string[] }>
}

/** The published description of a graph, asked about each exchange. What it does not name is a problem. */
export function graphDescription(book: GraphBook, map: GraphMap): Description {
  const edgeAt = (pattern: string, { method, params }: LabRequest): GraphEdge | undefined => {
    const place = map.place(pattern, params)
    return place && book.nodes[place.node]?.edges[place.edge ? `${method} ${place.edge}` : method]
  }
  return {
    checkRequest: (pattern, request) => {
      const door = map.doors?.[`${request.method} ${pattern}`]
      const given = givenIn(request)
      if (door)
        return Object.keys(given).flatMap((name) => (door.takes.includes(name) ? [] : [`unknown parameter: ${name}`]))
      const edge = edgeAt(pattern, request)
      return edge
        ? [...checkParams(book, edge, request.method, given), ...checkFields(book, edge.returns, given.fields)]
        : [`unknown operation: ${request.method} ${request.path}`]
    },
    checkAnswer: (pattern, request, answer) => {
      if (answer.json === undefined) return []
      const body: unknown = JSON.parse(JSON.stringify(answer.json))
      if (answer.status >= 400) return checkError(body)
      const door = map.doors?.[`${request.method} ${pattern}`]
      if (door) return unknownNames(body, new Set(door.answers), 'answer')
      const edge = edgeAt(pattern, request)
      return edge ? checkTold(book, edge, request, answer, body) : [`unknown operation: ${request.method} ${pattern}`]
    },
  }
}

function givenIn(request: LabRequest): Record<string, string> {
  const body = isRecord(request.body) ? request.body : {}
  const all = [...Object.entries(request.query), ...Object.entries(body)].map(([name, value]) => [name, asText(value)])
  return { ...Object.fromEntries(all), ...Object.fromEntries(request.files.map(({ field }) => [field, ''])) }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function checkParams(book: GraphBook, edge: GraphEdge, method: string, given: Record<string, string>): string[] {
  const problems = edge.required.filter((name) => given[name] === undefined).map((name) => `missing parameter: ${name}`)
  for (const [name, value] of Object.entries(given)) {
    const type = edge.params[name]
    if (everywhere.has(name) || (method === 'GET' && ofReading.has(name))) continue
    if (type === undefined) problems.push(`unknown parameter: ${name}`)
    else {
      const wrong = misfit(book, type, value)
      if (wrong) problems.push(`parameter ${name} ${wrong}`)
    }
  }
  return problems
}

function checkFields(book: GraphBook, type: string, fields: string | undefined): string[] {
  if (fields === undefined) return []
  try {
    return checkSelection(book, type, selectionIn(fields))
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function checkSelection(book: GraphBook, type: string, selected: Selected[]): string[] {
  return selected.flatMap(({ name, args, inner }) => {
    const found = memberOf(book, type, name)
    if (!found) return [`${type} has no field ${name}`]
    const known = new Set([...Object.keys(found.edge?.params ?? {}), ...ofReading])
    const wrong = Object.keys(args)
      .filter((arg) => !known.has(arg))
      .map((arg) => `${type}.${name} takes no ${arg}`)
    return [...wrong, ...(inner ? checkSelection(book, found.type, inner) : [])]
  })
}

function memberOf(book: GraphBook, type: string, name: string): { type: string; edge?: GraphEdge } | undefined {
  const node = book.nodes[type]
  const field = node?.fields[name]
  if (field) return { type: field.replace(/^list<(.+)>$/, '$1') }
  const edge = node?.edges[`GET ${name}`]
  return edge && { type: edge.returns, edge }
}

function checkError(body: unknown): string[] {
  const error = isRecord(body) ? body.error : undefined
  if (!isRecord(error)) return ['a refusal must carry an error']
  const known = [
    'message',
    'type',
    'code',
    'error_subcode',
    'is_transient',
    'error_user_title',
    'error_user_msg',
    'error_data',
    'fbtrace_id',
  ]
  return unknownNames(error, new Set(known), 'error')
}

function checkTold(book: GraphBook, edge: GraphEdge, request: LabRequest, answer: LabAnswer, body: unknown): string[] {
  if (request.method !== 'GET')
    return unknownNames(body, new Set(edge.answers ?? ['id', 'success']), `answer ${answer.status}`)
  const fields = typeof request.query.fields === 'string' ? selectionIn(request.query.fields) : undefined
  return checkShape(book, edge.returns, fields, body, 'answer')
}

/** Nothing may be told that was not asked for, and nothing that the description does not know. */
function checkShape(
  book: GraphBook,
  type: string,
  asked: Selected[] | undefined,
  value: unknown,
  where: string,
): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => checkShape(book, type, asked, one, where))
  if (!isRecord(value)) return []
  if (Array.isArray(value.data) || (isRecord(value.data) && !book.nodes[type]?.fields.data)) {
    const others = Object.keys(value)
      .filter((name) => !ofLists.has(name))
      .map((name) => `${where} has an unknown field: ${name}`)
    return [...others, ...checkShape(book, type, asked, value.data, where)]
  }
  if (!book.nodes[type]) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const chosen = asked?.find((one) => one.name === name)
    const found = memberOf(book, type, name)
    if (!found || (asked && !chosen && name !== 'id')) return [`${where} has an unknown field: ${name}`]
    return checkShape(book, found.type, chosen?.inner, inner, `${where}.${name}`)
  })
}

const unknownNames = (body: unknown, known: Set<string>, where: string): string[] =>
  isRecord(body)
    ? Object.keys(body)
        .filter((name) => !known.has(name))
        .map((name) => `${where} has an unknown field: ${name}`)
    : [`${where} is no object`]
