import type { Description } from '../../lab/description.ts'
import { schemaDescription } from '../../lab/json-schema.ts'
import type { LabRequest } from '../../lab/network.ts'

/**
 * What the documentation's tables and examples say of bodies, written down as schemas: api.md and npf-spec.md of
 * https://github.com/tumblr/docs (read 2026-11-22).
 */
const text = { type: 'string' }
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const range = object(
  {
    start: { type: 'integer', minimum: 0 },
    end: { type: 'integer', minimum: 1 },
    type: { enum: ['bold', 'italic', 'strikethrough', 'small', 'link', 'mention', 'color'] },
    url: text,
    hex: text,
    blog: object({ uuid: text }, ['uuid']),
  },
  ['start', 'end', 'type'],
)
const media = object({
  type: text,
  url: text,
  identifier: text,
  width: { type: 'integer' },
  height: { type: 'integer' },
})
const block = object(
  {
    type: { enum: ['text', 'image', 'video', 'audio', 'link'] },
    text,
    subtype: text,
    formatting: { type: 'array', items: range },
    media: { anyOf: [media, { type: 'array', items: media, minItems: 1 }] },
    alt_text: text,
    caption: text,
    provider: text,
    url: text,
    title: text,
    description: text,
  },
  ['type'],
)
const post = object(
  {
    content: { type: 'array', items: block },
    layout: {
      type: 'array',
      items: object(
        {
          type: { const: 'rows' },
          display: {
            type: 'array',
            items: object({ blocks: { type: 'array', items: { type: 'integer' } } }, ['blocks']),
          },
        },
        ['type', 'display'],
      ),
    },
    state: { enum: ['published', 'queue', 'draft', 'private', 'unapproved'] },
    publish_on: { type: 'string', format: 'date-time' },
    date: text,
    tags: text,
    source_url: text,
    slug: text,
    interactability_reblog: { enum: ['everyone', 'noone'] },
    parent_tumblelog_uuid: text,
    parent_post_id: { type: ['string', 'integer'] },
    reblog_key: text,
    hide_trail: { type: 'boolean' },
  },
  ['content'],
)
const requests: Record<string, object> = {
  'POST /v2/blog/:blog/posts': post,
  'PUT /v2/blog/:blog/posts/:id': post,
  'POST /v2/blog/:blog/post/delete': object({ id: text }, ['id']),
  'POST /v2/blog/:blog/blocks': object({ blocked_tumblelog: text, post_id: text }),
}
const questions: Record<string, string[]> = {
  'GET /v2/user/info': [],
  'GET /v2/blog/:blog/info': [],
  'GET /v2/blog/:blog/posts': [
    'type',
    'id',
    'tag',
    'limit',
    'offset',
    'reblog_info',
    'notes_info',
    'filter',
    'before',
    'after',
    'sort',
    'npf',
  ],
  'GET /v2/blog/:blog/posts/queue': ['offset', 'limit', 'filter', 'npf'],
  'GET /v2/blog/:blog/posts/draft': ['before_id', 'filter', 'npf', 'limit', 'offset'],
  'GET /v2/blog/:blog/posts/:id': ['post_format'],
  'GET /v2/blog/:blog/notifications': ['before', 'types', 'rollups', 'omit_post_ids'],
  'GET /v2/blog/:blog/notes': ['id', 'before_timestamp', 'mode'],
  'GET /v2/tagged': ['tag', 'before', 'limit', 'filter'],
  'DELETE /v2/blog/:blog/blocks': ['blocked_tumblelog', 'anonymous_only'],
}

/** Of a form with files the first part is the JSON; its other fields are files. */
function given({ type, body }: LabRequest): unknown {
  if (type !== 'multipart/form-data') return body
  try {
    return JSON.parse((body as { json: string }).json)
  } catch {
    return 'the json part is not JSON'
  }
}

export async function documented(): Promise<Description> {
  const $defs = Object.fromEntries(Object.values(requests).map((schema, index) => [`r${index}`, schema]))
  const bodies = await schemaDescription(
    { 'npf:': { $defs } },
    {
      operation: (pattern, { method }) => {
        const index = Object.keys(requests).indexOf(`${method} ${pattern}`)
        return index >= 0 ? { request: { document: 'npf:', pointer: `#/$defs/r${index}` } } : {}
      },
      given,
    },
  )
  return {
    ...bodies,
    checkRequest: (pattern, request) => {
      const name = `${request.method} ${pattern}`
      const known = questions[name] ?? (requests[name] ? [] : undefined)
      if (!known) return [`unknown operation: ${name}`]
      const strange = Object.keys(request.query).filter((one) => !known.includes(one))
      return [...strange.map((one) => `unknown parameter: ${one}`), ...bodies.checkRequest(pattern, request)]
    },
  }
}
