import type { Description } from '../../lab/description.ts'
import type { LabRequest } from '../../lab/network.ts'
import { specs } from '../../lab/specs.ts'

export const describedBy = 'threads/threads-api.postman_collection.json'

type Item = { name: string; item?: Item[]; request?: Request; response?: { body?: string }[] }
type Request = { method: string; url: { path?: string[]; query?: { key: string; value?: string }[] } }
type Example = { operation: string; params: Record<string, string>; answers: Set<string> }

/** What the collection is silent about though the documentation tells it: by operation, the parameters or fields, why, where and when it was read. */
const overlays: {
  operation: string
  params?: string[]
  fields?: string[]
  answers?: string[]
  source: string
  read: string
}[] = [
  {
    operation: 'POST me/threads',
    params: ['allowlisted_country_codes', 'quote_post_id'],
    source: 'https://developers.facebook.com/docs/threads/posts/geo-gating',
    read: '2026-11-22',
  },
  {
    operation: 'GET :id',
    fields: ['replied_to', 'root_post', 'is_reply'],
    source: 'https://developers.facebook.com/docs/threads/reply-management',
    read: '2026-11-22',
  },
  {
    operation: 'GET :id/conversation',
    params: ['limit', 'after', 'before'],
    source: 'https://developers.facebook.com/docs/threads/reply-management',
    read: '2026-11-22',
  },
  {
    operation: 'GET keyword_search',
    params: ['after', 'before'],
    source: 'https://developers.facebook.com/docs/threads/keyword-search',
    read: '2026-11-22',
  },
  {
    operation: 'POST :id/manage_reply',
    answers: ['success'],
    source: 'https://developers.facebook.com/docs/threads/reply-management',
    read: '2026-11-22',
  },
  {
    operation: 'GET debug_token',
    answers: ['data'],
    source: 'https://developers.facebook.com/docs/threads/troubleshooting',
    read: '2026-11-22',
  },
  {
    operation: 'GET access_token',
    params: ['access_token'],
    source: 'https://developers.facebook.com/docs/threads/get-started/long-lived-tokens',
    read: '2026-11-22',
  },
  {
    operation: 'GET refresh_access_token',
    params: ['access_token'],
    answers: ['access_token', 'token_type', 'expires_in'],
    source: 'https://developers.facebook.com/docs/threads/get-started/long-lived-tokens',
    read: '2026-11-22',
  },
  {
    operation: 'DELETE :id',
    answers: ['success', 'deleted_id'],
    source: 'https://developers.facebook.com/docs/threads/posts/delete-posts',
    read: '2026-11-22',
  },
]

/** Meta's collection of examples as a description: an operation, parameter or field that no example has is a problem. */
export function collectionDescription(): Description {
  const { item, variable } = specs.read<{ item: Item[]; variable: { key: string; value?: string }[] }>(describedBy)
  const variables = new Map(variable.map((one) => [one.key, one.value ?? '']))
  const examples = item.flatMap(examplesIn)
  const fieldsOf = (operation: string) => {
    const named = examples.filter((one) => one.operation === operation).map((one) => one.params.fields ?? '')
    const lists = named.map((one) => variables.get(one.replace(/[{}]/g, '')) ?? one)
    const more = overlays.filter((one) => one.operation === operation).flatMap((one) => one.fields ?? [])
    return new Set([...lists.flatMap(namesIn), ...more])
  }
  return {
    checkRequest: (pattern, request) => {
      const operation = operationOf(pattern, request)
      const fitting = examples.filter((one) => one.operation === operation)
      if (fitting.length === 0) return [`unknown operation: ${operation}`]
      return [
        ...unknownParams(operation, fitting, request),
        ...unknownFields(fieldsOf(operation), request.query.fields),
      ]
    },
    checkAnswer: (pattern, request, answer) => {
      const operation = operationOf(pattern, request)
      if (answer.status >= 400 || answer.json === undefined) return []
      const told: unknown = JSON.parse(JSON.stringify(answer.json))
      if (request.query.fields !== undefined) return unaskedFields(String(request.query.fields), told)
      const known = new Set(examples.filter((one) => one.operation === operation).flatMap((one) => [...one.answers]))
      for (const overlay of overlays)
        if (overlay.operation === operation) for (const name of overlay.answers ?? []) known.add(name)
      return Object.keys(told as object).flatMap((name) =>
        known.has(name) ? [] : [`answer has an unknown field: ${name}`],
      )
    },
  }
}

function examplesIn({ item, request, response }: Item): Example[] {
  if (item) return item.flatMap(examplesIn)
  if (!request) return []
  const path = (request.url.path ?? []).filter(Boolean).map((step) => (step.startsWith('{{') ? ':id' : step))
  const params = Object.fromEntries((request.url.query ?? []).map(({ key, value }) => [key, value ?? '']))
  const answers = (response ?? []).flatMap(({ body }) => keysOf(body ?? ''))
  return [{ operation: `${request.method} ${path.join('/')}`, params, answers: new Set(answers) }]
}

function keysOf(body: string): string[] {
  try {
    return Object.keys(JSON.parse(body) as object)
  } catch {
    return []
  }
}

const operationOf = (pattern: string, request: LabRequest) => {
  const path = pattern.replace(/^\/v1\.0/, '').replace(/^\//, '')
  return `${request.method} ${path.replace(':edge', request.params.edge ?? '')}`
}

const givenIn = ({ query, body }: LabRequest): Record<string, unknown> => ({
  ...query,
  ...(typeof body === 'object' ? body : {}),
})

/** Examples of containers differ by what they hold: only those of the same kind allow a parameter. */
function unknownParams(operation: string, examples: Example[], request: LabRequest): string[] {
  const given = givenIn(request)
  const ofKind = examples.filter((one) => !one.params.media_type || one.params.media_type === given.media_type)
  const more = overlays.filter((one) => one.operation === operation).flatMap((one) => one.params ?? [])
  const known = new Set([...ofKind.flatMap((one) => Object.keys(one.params)), ...more])
  return Object.keys(given).flatMap((name) => (known.has(name) ? [] : [`unknown parameter: ${name}`]))
}

const namesIn = (fields: string) => fields.match(/[a-z_0-9]+/gi) ?? []

const unknownFields = (known: Set<string>, asked: unknown): string[] =>
  asked === undefined
    ? []
    : namesIn(String(asked)).flatMap((name) => (known.has(name) ? [] : [`unknown field: ${name}`]))

const always = new Set(['id', 'data', 'paging', 'cursors', 'before', 'after', 'next', 'previous'])
/** What is told without being asked for one by one. */
const whole = new Set(['replied_to', 'root_post', 'owner', 'config', 'reply_config'])

function unaskedFields(asked: string, told: unknown): string[] {
  const names = new Set(namesIn(asked))
  if (Array.isArray(told)) return told.flatMap((one) => unaskedFields(asked, one))
  if (typeof told !== 'object' || told === null) return []
  return Object.entries(told).flatMap(([name, value]) => {
    if (!names.has(name) && !always.has(name)) return [`answer has a field that was not asked for: ${name}`]
    return whole.has(name) ? [] : unaskedFields(asked, value)
  })
}
