import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { OwnPosts, RemotePost, Search } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Post, Topic } from './entities.ts'
import { textOfSource } from './markdown.ts'
import { refOf, sourceAt } from './read-back.ts'
import { forumFacts } from './site-facts.ts'

/** The topics of the account, newest first. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const page = Number(cursor ?? 1)
  const path = `/api/user/${encodeURIComponent(forumFacts(call.account.facts).slug)}/topics`
  const told = (await ask(wireOf(call), { path, query: { page } })).json<{
    topics?: Topic[]
    pagination?: { pageCount?: number }
  }>()
  const items: RemotePost[] = []
  for (const topic of (told.topics ?? []).filter((one) => !one.deleted))
    items.push({
      ref: refOf({ pid: topic.mainPid, tid: topic.tid }, call.account.server),
      text: textOfSource(await sourceAt(call, topic.mainPid)),
      at: new Date(topic.timestamp),
      author: { id: call.account.remoteId, handle: call.account.handle },
      media: [],
      raw: { title: topic.titleRaw ?? topic.title },
    })
  return { items, ...(page < (told.pagination?.pageCount ?? 1) ? { cursor: String(page + 1) } : {}) }
}

/** Needs the forum's search, which its administrator may have switched off. */
export const search: Search = async (call, query, cursor) => {
  const page = Number(cursor ?? 1)
  const asked = { term: query, in: 'titlesposts', sortBy: 'timestamp', page }
  const told = (await ask(wireOf(call), { path: '/api/search', query: asked })).json<{
    posts?: Post[]
    pagination?: { pageCount?: number }
  }>()
  const items = (told.posts ?? []).map(
    (post): RemotePost => ({
      ref: refOf(post, call.account.server),
      kind: post.topic && post.topic.mainPid !== post.pid ? 'reply' : 'post',
      ...(post.topic ? { title: post.topic.titleRaw ?? post.topic.title } : {}),
      text: textOfHtml(post.content),
      at: new Date(post.timestamp),
      ...(post.edited ? { editedAt: new Date(post.edited) } : {}),
      author: { id: String(post.uid), handle: post.user?.username ?? String(post.uid) },
      ...(post.upvotes === undefined ? {} : { numbers: { likes: post.upvotes } }),
      media: [],
    }),
  )
  return { items, ...(page < (told.pagination?.pageCount ?? 1) ? { cursor: String(page + 1) } : {}) }
}
