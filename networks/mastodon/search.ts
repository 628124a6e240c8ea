import type { Search } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { postOf } from './read-back.ts'

const pageSize = 40

/** A tag is looked up in its timeline, which every server has; words need the server's full-text search. */
export const search: Search = async (call, query, cursor) => {
  const tag = /^#([\p{L}\p{M}\p{N}_]+)$/u.exec(query.trim())?.[1]
  if (tag) {
    const answer = await ask(wireOf(call), {
      path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`,
      query: { limit: pageSize, max_id: cursor },
    })
    const statuses = answer.json<Status[]>()
    return { items: statuses.map(postOf), cursor: statuses.length === pageSize ? statuses.at(-1)?.id : undefined }
  }
  const offset = Number(cursor ?? 0)
  const answer = await ask(wireOf(call), {
    path: '/api/v2/search',
    query: { q: query, type: 'statuses', limit: pageSize, offset },
  })
  const { statuses } = answer.json<{ statuses: Status[] }>()
  return { items: statuses.map(postOf), cursor: statuses.length === pageSize ? String(offset + pageSize) : undefined }
}
