import type { Description } from '../../lab/description.ts'
import type { LabRequest } from '../../lab/network.ts'

/**
 * The fields of the documented calls (https://docs.nodebb.org/api/write/ and https://docs.nodebb.org/api/read/, read 2026-11-22),
 * written down by hand: no description came along. What is not named is a breach.
 */
const calls: Record<string, { query?: string[]; body?: string[] }> = {
  'GET /api/config': {},
  'GET /api/notifications': { query: ['filter', 'page'] },
  'GET /api/topic/:tid': { query: ['page', 'sort'] },
  'GET /api/user/:slug/topics': { query: ['page'] },
  'GET /api/search': { query: ['term', 'in', 'page', 'matchWords', 'by', 'sortBy'] },
  'POST /api/post/upload': {},
  'GET /api/v3/categories': {},
  'GET /api/v3/users/:uid': {},
  'PUT /api/v3/users/:uid/ban': { body: ['until', 'reason'] },
  'DELETE /api/v3/users/:uid/ban': {},
  'POST /api/v3/topics': { body: ['cid', 'title', 'content', 'timestamp', 'tags'] },
  'GET /api/v3/topics/:tid': {},
  'POST /api/v3/topics/:tid': { body: ['content', 'toPid', 'timestamp'] },
  'DELETE /api/v3/topics/:tid': {},
  'DELETE /api/v3/topics/:tid/state': {},
  'PUT /api/v3/topics/:tid/tags': { body: ['tags'] },
  'PUT /api/v3/topics/:tid/move': { body: ['cid'] },
  'GET /api/v3/posts/:pid': {},
  'GET /api/v3/posts/:pid/raw': {},
  'PUT /api/v3/posts/:pid': { body: ['content', 'title'] },
  'DELETE /api/v3/posts/:pid': {},
  'PUT /api/v3/posts/:pid/state': {},
  'DELETE /api/v3/posts/:pid/state': {},
  'PUT /api/v3/posts/:pid/vote': { body: ['delta'] },
  'DELETE /api/v3/posts/:pid/vote': {},
  'POST /api/v3/flags': { body: ['type', 'id', 'reason'] },
  'GET /api/v3/chats': { query: ['start', 'perPage'] },
  'POST /api/v3/chats/:room': { body: ['message', 'toMid'] },
  'GET /api/v3/chats/:room/messages': { query: ['start', 'uid'] },
}

export const description: Description = {
  checkRequest: (pattern, request) => {
    const known = calls[`${request.method} ${pattern}`]
    if (!known) return [`unknown operation: ${request.method} ${pattern}`]
    const strange = [
      ...Object.keys(request.query).filter((name) => !known.query?.includes(name)),
      ...fieldsOf(request).filter((name) => !known.body?.includes(name)),
    ]
    return strange.map((name) => `unknown field: ${name}`)
  },
  checkAnswer: () => [],
}

const fieldsOf = ({ body }: LabRequest): string[] =>
  typeof body === 'object' && body !== null ? Object.keys(body) : []
