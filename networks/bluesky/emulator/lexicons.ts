import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonToLex, type LexiconDoc, Lexicons } from '@atproto/lexicon'
import type { Description } from '../../lab/description.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { specs } from '../../lab/specs.ts'
import { isObject } from './answers.ts'
import { facetProblems } from './facet-rules.ts'
import { unknownFields } from './unknown-fields.ts'

type Shapes = { lexicons: Lexicons; nsidOf: (pattern: string) => string }

/** The published lexicons as checks. Absent: nothing is described, and tests say so. */
export async function lexiconDescription(): Promise<Description | undefined> {
  if (!specs.has('bluesky/lexicons')) return undefined
  const lexicons = new Lexicons(documents(specs.path('bluesky/lexicons')))
  const shapes: Shapes = { lexicons, nsidOf: (pattern) => pattern.replace('/xrpc/', '') }
  return {
    checkRequest: (pattern, request) => requestProblems(shapes, shapes.nsidOf(pattern), request),
    checkAnswer: (pattern, request, answer) => answerProblems(shapes, shapes.nsidOf(pattern), request, answer),
  }
}

const documents = (folder: string): LexiconDoc[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as LexiconDoc)
    .filter((doc) => !Object.values(doc.defs).some((def) => (def as { type: string }).type === 'permission-set'))

function requestProblems({ lexicons }: Shapes, nsid: string, request: LabRequest): string[] {
  const def = lexicons.getDef(nsid)
  if (!def || (def.type !== 'query' && def.type !== 'procedure')) return [`unknown operation: ${nsid}`]
  const method = def.type === 'query' ? 'GET' : 'POST'
  if (request.method !== method) return [`${nsid} is asked with ${method}`]
  const given = paramsGiven(def.parameters?.properties ?? {}, request.query, nsid)
  const problems = [...given.unknown, ...failing(() => lexicons.assertValidXrpcParams(nsid, given.params))]
  if (def.type !== 'procedure' || !def.input?.schema) return problems
  if (request.type !== def.input.encoding)
    return [...problems, `${nsid} wants ${def.input.encoding}, got ${request.type}`]
  return [
    ...problems,
    ...failing(() => lexicons.assertValidXrpcInput(nsid, jsonToLex(withoutRecord(request.body) as never))),
    ...unknownFields(lexicons, `lex:${nsid}`, def.input.schema, request.body, 'body'),
    ...recordProblems(lexicons, request.body),
    ...(isObject(request.body) && isObject(request.body.message) ? facetProblems(request.body.message) : []),
  ]
}

/** A record's limits are the server's to refuse; fields nobody knows and facets that point nowhere are ours to catch. */
function recordProblems(lexicons: Lexicons, body: unknown): string[] {
  if (!isObject(body) || !isObject(body.record) || typeof body.collection !== 'string') return []
  const def = lexicons.getDef(body.collection)
  if (def?.type !== 'record') return [`unknown collection: ${body.collection}`]
  const wrongType =
    body.record.$type === body.collection ? [] : [`the record calls itself ${String(body.record.$type)}`]
  return [
    ...wrongType,
    ...unknownFields(lexicons, `lex:${body.collection}`, def.record, body.record, 'record'),
    ...facetProblems(body.record),
  ]
}

const withoutRecord = (body: unknown): unknown =>
  isObject(body) && isObject(body.record) ? { ...body, record: {} } : body

/** Numbers and switches travel as text in a query. */
function paramsGiven(
  properties: Record<string, { type: string; items?: { type: string } }>,
  query: LabRequest['query'],
  nsid: string,
) {
  const params: Record<string, unknown> = {}
  const unknown: string[] = []
  for (const [name, value] of Object.entries(query)) {
    const property = properties[name]
    // The service that takes videos is told whose and how they are called, which its lexicon leaves out.
    if (!property && nsid === 'app.bsky.video.uploadVideo' && ['did', 'name'].includes(name)) continue
    if (!property) unknown.push(`unknown parameter: ${name}`)
    else if (property.type === 'array') params[name] = Array.isArray(value) ? value : [value]
    else params[name] = asType(property.type, value)
  }
  return { params, unknown }
}

function asType(type: string, value: string | string[]): unknown {
  if (Array.isArray(value)) return value
  if (type === 'integer') return Number(value)
  return type === 'boolean' ? value === 'true' : value
}

function answerProblems({ lexicons }: Shapes, nsid: string, request: LabRequest, answer: LabAnswer): string[] {
  const def = lexicons.getDef(nsid)
  if (def?.type !== 'query' && def?.type !== 'procedure') return []
  if (answer.status < 200 || answer.status > 299) return refusalProblems(answer)
  const taken =
    isObject(request.body) && isObject(request.body.record) ? [...acceptedProblems(lexicons, request.body)] : []
  const schema = def.output?.schema
  if (!schema) return taken
  const json: unknown = JSON.parse(JSON.stringify(answer.json ?? null))
  return [
    ...taken,
    ...failing(() => lexicons.assertValidXrpcOutput(nsid, jsonToLex(json as never))),
    ...unknownFields(lexicons, `lex:${nsid}`, schema, json, 'answer'),
  ]
}

/** The emulator must not take what the lexicon forbids. */
const acceptedProblems = (lexicons: Lexicons, body: Record<string, unknown>): string[] =>
  failing(() => lexicons.assertValidRecord(String(body.collection), jsonToLex(body.record as never)))

const refusalProblems = (answer: LabAnswer): string[] =>
  isObject(answer.json) && typeof answer.json.error === 'string' ? [] : ['a refusal without the name of its error']

function failing(check: () => unknown): string[] {
  try {
    check()
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
