import type { Search } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { postFields, shown } from './read-back.ts'

/** 2,200 questions a day for each person: https://developers.facebook.com/docs/threads/keyword-search (read 2026-11-22). Without review only own posts are found. */
export const search: Search = async (call, query, cursor) => {
  const params = { q: query, search_type: 'RECENT', fields: postFields, limit: 50 }
  const { items, ...rest } = await listed<Post>(wireOf(call), 'keyword_search', params, cursor)
  return { items: items.map((post) => shown(call, post)), ...rest }
}
