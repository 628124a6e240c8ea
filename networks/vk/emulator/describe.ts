import { readdirSync } from 'node:fs'
import { type Description, isRecord, type Overlay, overlaid } from '../../lab/description.ts'
import { schemaDescription } from '../../lab/json-schema.ts'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { specs } from '../../lab/specs.ts'

type Node = Record<string, unknown>
type Parameter = Node & { required?: boolean }
export type Method = {
  name: string
  access_token_type?: string[]
  parameters: Record<string, Parameter>
  responses: Record<string, { $ref: string }>
}

/** The schemas of VK API 5.199, all in one document. Whatever a method or an object does not name is a breach. */
export async function describeVk(): Promise<Description | undefined> {
  if (!specs.has('vk')) return undefined
  const methods = readMethods()
  const place = (part: string) => ({ document: 'vk:', pointer: `#/definitions/${part}` })
  return schemaDescription(
    { 'vk:': { definitions: { ...definitions(), ...requests(methods), refusal } } },
    {
      operation: (_pattern, request) => {
        const method = methods.get(request.params.method ?? '')
        if (!method || request.type === 'application/json') return undefined
        return {
          request: place(`request.${method.name}`),
          answer: (answer) => (answer.status === 200 ? place(answerOf(method, request, answer)) : undefined),
        }
      },
      given: (request) => given(methods.get(request.params.method ?? ''), request),
    },
  )
}

/** What the documentation names and the schemas of 5.199 leave out. */
const overlays: Overlay[] = [
  ...['wall.get', 'wall.search'].map((method) => ({
    at: `/${method}/parameters/owner_id`,
    set: { type: 'integer' },
    why: 'the wall’s owner is named by owner_id beside domain',
    source: `https://dev.vk.com/method/${method}`,
    read: '2026-11-22',
  })),
  {
    at: '/execute/parameters/code',
    set: { type: 'string' },
    why: 'the script is given as code',
    source: 'https://dev.vk.com/method/execute',
    read: '2026-11-22',
  },
]

const sections = () => readdirSync(specs.path('vk'), { withFileTypes: true }).filter((one) => one.isDirectory())
const file = <T>(section: string, name: string) =>
  specs.has(`vk/${section}/${name}.json`) ? specs.read<T>(`vk/${section}/${name}.json`) : undefined

type Published = Omit<Method, 'parameters'> & { parameters?: (Parameter & { name: string })[] }

export function readMethods(): Map<string, Method> {
  const all = sections().flatMap(({ name }) => file<{ methods: Published[] }>(name, 'methods')?.methods ?? [])
  const byName = all.map(({ parameters = [], ...method }): [string, Method] => [
    method.name,
    { ...method, parameters: Object.fromEntries(parameters.map((one) => [one.name, one])) },
  ])
  return new Map(Object.entries(overlaid(Object.fromEntries(byName), overlays)))
}

function definitions(): Node {
  const parts = sections().flatMap(({ name }) =>
    ['objects', 'responses'].map((part) => file<{ definitions: Node }>(name, part)?.definitions ?? {}),
  )
  return straightened(Object.assign({}, ...parts)) as Node
}

/** `required: true` stands at each property there; references lead to files beside. */
function straightened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(straightened)
  if (!isRecord(node)) return node
  const { required: _, additionalProperties: __, ...rest } = node
  const copy: Node = Object.fromEntries(Object.entries(rest).map(([key, child]) => [key, straightened(child)]))
  if (typeof node.$ref === 'string') copy.$ref = `#/definitions/${node.$ref.split('/').at(-1)}`
  if (isRecord(node.properties)) {
    const needed = Object.entries(node.properties).filter(([, one]) => isRecord(one) && one.required === true)
    if (needed.length > 0) copy.required = needed.map(([name]) => name)
    copy.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, child]) => [name, straightened(child)]),
    )
  }
  return copy
}

const requests = (methods: Map<string, Method>): Node =>
  Object.fromEntries([...methods.values()].map((method) => [`request.${method.name}`, requestSchema(method)]))

function requestSchema({ parameters }: Method): Node {
  const named = Object.entries(parameters).map(([name, one]) => [name, straightened(one)] as const)
  const needed = Object.keys(parameters).filter((name) => parameters[name]?.required === true)
  return {
    type: 'object',
    properties: { ...Object.fromEntries(named), v: { const: '5.199' } },
    required: ['v', ...needed],
  }
}

const refusal: Node = {
  type: 'object',
  properties: { error: { $ref: '#/definitions/base_error' } },
  required: ['error'],
}

function answerOf(method: Method, request: LabRequest, answer: LabAnswer): string {
  if (isRecord(answer.json) && 'error' in answer.json) return 'refusal'
  const { responses } = method
  const form = isRecord(request.body) ? request.body : {}
  const extended = form.extended === '1' ? responses.extendedResponse : undefined
  const byPeers = form.peer_ids === undefined ? responses.deprecatedResponse : responses.userIdsResponse
  const chosen = extended ?? responses.response ?? byPeers
  if (!chosen) throw new Error(`no answer of ${method.name} is described`)
  return chosen.$ref.split('/').at(-1) ?? ''
}

function given(method: Method | undefined, { body, query }: LabRequest): unknown {
  const fields = Object.entries({ ...query, ...(isRecord(body) ? body : {}) })
  return Object.fromEntries(fields.map(([name, value]) => [name, read(value, method?.parameters[name])]))
}

/** Forms hold texts: lists have commas, yes and no are 1 and 0. */
function read(value: unknown, schema: Node | undefined): unknown {
  if (typeof value !== 'string' || !schema) return value
  const types = [schema.type].flat()
  if (types.includes('array'))
    return value.split(',').map((one) => read(one, isRecord(schema.items) ? schema.items : {}))
  if (types.includes('boolean')) return value === '1' ? true : value === '0' ? false : value
  const numeric = types.includes('integer') || types.includes('number')
  return numeric && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}
