import type { Description } from '../../lab/description.ts'
import type { LabRequest } from '../../lab/network.ts'

/**
 * No machine-readable description is at hand: these are the fields of the documented calls (https://docs.discourse.org/ and, for
 * polls, searches and limits, https://meta.discourse.org/, read 2026-11-22). What is not named is a breach.
 */
const calls: Record<string, { query?: string[]; body?: string[] }> = {
  'GET /session/current.json': {},
  'GET /site.json': {},
  'GET /site/basic-info.json': {},
  'GET /site/settings.json': {},
  'GET /u/:name/summary.json': {},
  'POST /uploads.json': { body: ['type', 'upload_type', 'synchronous', 'user_id'] },
  'POST /posts.json': {
    body: 'title raw topic_id category target_recipients archetype created_at reply_to_post_number embed_url external_id auto_track tags'.split(
      ' ',
    ),
  },
  'GET /posts/:id.json': {},
  'GET /posts/by_number/:topic/:number.json': {},
  'PUT /posts/:id.json': { body: ['post'] },
  'DELETE /posts/:id.json': { body: ['force_destroy'] },
  'GET /t/:id.json': {},
  'GET /t/external_id/:external.json': {},
  'GET /t/:id/posts.json': { query: ['post_ids', 'include_raw'] },
  'PUT /t/-/:id.json': { body: ['title', 'category_id', 'tags'] },
  'DELETE /t/:id.json': {},
  'GET /notifications.json': { query: ['limit', 'offset'] },
  'POST /post_actions.json': { body: ['id', 'post_action_type_id', 'flag_topic', 'message'] },
  'DELETE /post_actions/:id.json': { query: ['post_action_type_id'] },
  'PUT /admin/users/:id/suspend.json': { body: ['suspend_until', 'reason', 'message', 'post_action'] },
  'PUT /admin/users/:id/unsuspend.json': {},
  'GET /search.json': { query: ['q', 'page'] },
  'GET /user_actions.json': { query: ['username', 'filter', 'offset', 'limit'] },
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
