import type { OwnPosts } from '../contract.ts'
import { ask, listIn, totalIn, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { postOf } from './read-back.ts'

const pageSize = 50

/** What is published or sent, whoever wrote it: by id, which grows with time even within one second. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const page = Number(cursor ?? 1)
  const query = {
    limit: pageSize,
    page,
    formats: 'html',
    filter: 'status:[published,sent]',
    order: 'published_at desc,id desc',
  }
  const answer = await ask(wireOf(call), { path: '/posts/', query })
  const items = listIn<Post>(answer, 'posts').map((post) => postOf(post, call.account.handle))
  return { items, ...(page * pageSize < totalIn(answer) ? { cursor: String(page + 1) } : {}) }
}
