import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { OwnPosts, RemotePost, Search } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { placeOf } from './refs.ts'

const pageSize = 30
/** Topics: https://github.com/discourse/discourse/blob/main/app/models/user_action.rb (read 2026-11-22). */
const newTopic = 4

type Action = {
  excerpt: string
  created_at: string
  topic_id: number
  post_number: number
  slug: string
  user_id?: number
  acting_user_id?: number
  title: string
}

/** The topics of the account, newest first, by their first words. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const offset = Number(cursor ?? 0)
  const query = { username: call.account.secrets.user, filter: newTopic, offset, limit: pageSize }
  const answer = await ask(wireOf(call), { path: '/user_actions.json', query })
  const told = answer.json<{ user_actions?: Action[] }>().user_actions ?? []
  const items = told.map(
    (one): RemotePost => ({
      ref: { id: placeOf(one), url: `${call.account.server}/t/${one.slug}/${placeOf(one)}` },
      text: textOfHtml(one.excerpt),
      at: new Date(one.created_at),
      author: { id: call.account.remoteId, handle: call.account.handle },
      media: [],
      raw: { title: one.title },
    }),
  )
  return { items, ...(told.length === pageSize ? { cursor: String(offset + pageSize) } : {}) }
}

type Hit = Post & { blurb: string }

/** The newest first, by their best words. */
export const search: Search = async (call, query, cursor) => {
  const page = Number(cursor ?? 1)
  const answer = await ask(wireOf(call), { path: '/search.json', query: { q: `${query} order:latest`, page } })
  const told = answer.json<{
    posts?: Hit[]
    topics?: { id: number; title: string }[]
    grouped_search_result?: { more_full_page_results?: boolean | null }
  }>()
  const titles = new Map((told.topics ?? []).map((topic) => [topic.id, topic.title]))
  const items = (told.posts ?? []).map(
    (one): RemotePost => ({
      ref: { id: placeOf(one), url: `${call.account.server}/t/-/${placeOf(one)}` },
      kind: one.post_number > 1 ? 'reply' : 'post',
      ...(titles.get(one.topic_id) ? { title: titles.get(one.topic_id) } : {}),
      text: textOfHtml(one.blurb),
      at: new Date(one.created_at),
      author: { id: one.username, handle: one.username, url: `${call.account.server}/u/${one.username}` },
      media: [],
    }),
  )
  return { items, ...(told.grouped_search_result?.more_full_page_results ? { cursor: String(page + 1) } : {}) }
}
