import type { Call, OwnPosts, Page, RemotePost, Search } from '../contract.ts'
import { ask, listIn, totalOf, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { postOf } from './read-back.ts'
import { mayIn } from './site-facts.ts'

const pageSize = 50

/** Everything that stands on the blog, whoever wrote it: by number, since several may have one moment. */
export const ownPosts: OwnPosts = (call, cursor) => listed(call, cursor, { orderby: 'id', order: 'desc' })

/** Among what the blog itself has published. */
export const search: Search = (call, query, cursor) =>
  listed(call, cursor, { search: query, orderby: 'date', order: 'desc' })

async function listed(
  call: Call,
  cursor: string | undefined,
  query: Record<string, string>,
): Promise<Page<RemotePost>> {
  const page = Number(cursor ?? 1)
  const context = mayIn(call.account.facts, 'edit_posts') ? 'edit' : 'view'
  const answer = await ask(wireOf(call), {
    path: '/wp/v2/posts',
    query: { ...query, context, status: 'publish', per_page: pageSize, page },
    fine: [400],
  })
  if (answer.status === 400) return { items: [] }
  const items = listIn<Post>(answer).map((post) => postOf(post, call.account.handle))
  return { items, ...(page * pageSize < totalOf(answer) ? { cursor: String(page + 1) } : {}) }
}
