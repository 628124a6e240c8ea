import { authorBy, type Search } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { People, WallPost } from './objects.ts'
import { personIn } from './persons.ts'
import { postOf } from './read-back.ts'

/** Public posts of all of VK that hold these words, newest first. */
export const search: Search = async (call, query, cursor) => {
  const params = { q: query, count: 50, extended: true, start_from: cursor, fields: ['screen_name', 'photo_100'] }
  const page = await ask<{ items: WallPost[]; next_from?: string } & People>(wireOf(call), {
    method: 'newsfeed.search',
    params,
  })
  return {
    items: page.items.map((one) => {
      const author = personIn(page, one.from_id)
      return { ...postOf(one, author.handle), author: authorBy(author) }
    }),
    ...(page.next_from ? { cursor: page.next_from } : {}),
  }
}
