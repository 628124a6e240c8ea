import type { JsonObject } from '../../kernel/json.ts'
import type { Search } from '../contract.ts'
import { listOf, textOf } from './json-shapes.ts'
import { postOf } from './views.ts'
import { ask } from './xrpc.ts'

/** Public posts with these words, newest first. */
export const search: Search = async (call, query, cursor) => {
  const answer = await ask<JsonObject>(call, {
    nsid: 'app.bsky.feed.searchPosts',
    query: { q: query, sort: 'latest', limit: 50, cursor },
  })
  const next = textOf(answer.cursor)
  return { items: listOf(answer.posts).map((view) => postOf(view, call)), ...(next ? { cursor: next } : {}) }
}
