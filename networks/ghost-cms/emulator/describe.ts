import { type Description, isRecord } from '../../lab/description.ts'
import type { LabRequest } from '../../lab/network.ts'
import { openSchemas } from '../../lab/schemas.ts'
import { specs } from '../../lab/specs.ts'
import { api } from './ground.ts'

export const describedBy = 'ghost'

/** What may stand in the query of each call: https://docs.ghost.org/admin-api/ (read 2026-11-22). */
const read = ['include', 'formats', 'fields', 'filter', 'limit', 'page', 'order']
const queries: Record<string, string[]> = {
  'GET /posts/': read,
  'GET /pages/': read,
  'GET /posts/{}/': ['include', 'formats', 'fields'],
  'GET /pages/{}/': ['include', 'formats', 'fields'],
  'GET /posts/slug/{}/': ['include', 'formats', 'fields'],
  'GET /pages/slug/{}/': ['include', 'formats', 'fields'],
  'POST /posts/': ['source', 'formats'],
  'POST /pages/': ['source', 'formats'],
  'PUT /posts/{}/': ['source', 'formats', 'newsletter', 'email_segment'],
  'PUT /pages/{}/': ['source', 'formats'],
  'DELETE /posts/{}/': [],
  'DELETE /pages/{}/': [],
  'POST /images/upload/': [],
  'POST /media/upload/': [],
  'POST /files/upload/': [],
  'GET /site/': [],
  'GET /newsletters/': read,
  'GET /members/': read,
}

/** Requests are held to the schemas Ghost itself uses; answers to what its documentation and the real 6.65 show. */
export async function describeSite(): Promise<Description | undefined> {
  if (!specs.has(describedBy)) return undefined
  const bodies = ['posts', 'posts-add', 'posts-edit', 'pages', 'pages-add', 'pages-edit', 'images']
  const documents = Object.fromEntries(bodies.map((name) => [name.replace('-', '.'), schemaNamed(name)]))
  const book = await openSchemas({ ...documents, 'answers:': { error: errorSchema } })
  const shapeOf = (pattern: string) => pattern.slice(api.length).replace(/:[a-z]+/g, '{}')
  return {
    checkRequest: (pattern, request) => {
      const key = `${request.method} ${shapeOf(pattern)}`
      const known = queries[key]
      if (!known) return [`unknown operation: ${key}`]
      const strange = Object.keys(request.query).filter((name) => !known.includes(name))
      return [...strange.map((name) => `unknown parameter: ${name}`), ...checkBody(book.check, key, request)]
    },
    checkAnswer: (pattern, request, answer) => {
      if (answer.status >= 400) return book.check('answers:', '#/error', answer.json, `answer ${answer.status}`)
      const [, collection = ''] = shapeOf(pattern).split('/')
      if (collection !== 'posts' && collection !== 'pages') return []
      const body: unknown = answer.json
      if (answer.status === 204) return body === undefined ? [] : ['an answer 204 has no body']
      const listed = isRecord(body) ? body[collection] : undefined
      if (!Array.isArray(listed)) return [`the answer holds no ${collection}`]
      return request.query.fields ? [] : listed.flatMap((post) => missingIn(post, collection))
    },
  }
}

function schemaNamed(name: string): unknown {
  const {
    $schema: _schema,
    $id: _id,
    ...schema
  } = specs.read<Record<string, unknown>>(`ghost/lib/schemas/${name}.json`)
  return schema
}

function checkBody(
  check: (document: string, pointer: string, value: unknown, where: string) => string[],
  key: string,
  request: LabRequest,
): string[] {
  const [method, path = ''] = key.split(' ')
  const [, collection = ''] = path.split('/')
  if (path.endsWith('/upload/')) {
    const fields = request.type === 'multipart/form-data' ? [] : ['an upload is a form']
    const given = isRecord(request.body) ? request.body : {}
    const files = request.files.map((file) => file.field)
    const wrong = files.some((name) => name !== 'file' && name !== 'thumbnail') ? ['a strange file'] : []
    return [...fields, ...wrong, ...check('images', '#/definitions/image', given, 'form')]
  }
  if (method === 'POST') return check(`${collection}.add`, '#', request.body, 'body')
  return method === 'PUT' ? check(`${collection}.edit`, '#', request.body, 'body') : []
}

const always =
  'id uuid title slug status visibility created_at updated_at published_at url tags authors custom_excerpt feature_image'

const missingIn = (post: unknown, collection: string): string[] =>
  always.split(' ').flatMap((name) => (isRecord(post) && name in post ? [] : [`${collection}: ${name} is missing`]))

const textOrNull = { type: ['string', 'null'] }
const errorSchema = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message', 'type'],
        properties: {
          ...{ message: { type: 'string' }, context: textOrNull, type: { type: 'string' }, details: {} },
          ...{ property: textOrNull, help: textOrNull, code: textOrNull, id: { type: 'string' }, ghostErrorCode: {} },
        },
      },
    },
  },
}
