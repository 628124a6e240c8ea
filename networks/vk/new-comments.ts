import type { Call, Interaction } from '../contract.ts'
import { ask, type Wire, wireOf } from './client.ts'
import { heardComment } from './heard.ts'
import { ownerOf } from './media.ts'
import type { Comment, People, WallPost } from './objects.ts'

/** By post: how many comments it had, and the newest one that was read. */
export type SeenPosts = Record<string, [count: number, newest: number]>

const lookedOver = 30
const pageSize = 100

/** Only posts whose number of comments changed are read again; of these, what is newer than what was read there before. */
export async function pollComments(call: Call, before: SeenPosts): Promise<{ items: Interaction[]; seen: SeenPosts }> {
  const owner = ownerOf(call.account)
  const wire = wireOf(call)
  const params = { owner_id: owner, count: lookedOver, filter: 'all' }
  const { items: posts } = await ask<{ items: WallPost[] }>(wire, { method: 'wall.get', params })
  const seen: SeenPosts = {}
  const items: Interaction[] = []
  for (const post of posts) {
    const count = post.comments?.count ?? 0
    const [counted = 0, newest = 0] = before[post.id] ?? []
    seen[post.id] = [count, newest]
    if (count === counted) continue
    const { comments, people } = await commentsAfter(wire, owner, post.id, newest)
    seen[post.id] = [count, Math.max(newest, ...comments.map((one) => one.id))]
    items.push(...comments.map((one) => heardComment(one, people, call.account, { owner, post: post.id })))
  }
  return { items, seen }
}

async function commentsAfter(
  wire: Wire,
  owner: number,
  post: number,
  newest: number,
): Promise<{ comments: Comment[]; people: People }> {
  const asked = {
    owner_id: owner,
    post_id: post,
    sort: 'desc',
    count: pageSize,
    thread_items_count: 10,
    extended: true,
    fields: ['screen_name', 'photo_100'],
  }
  const page = await ask<{ items: Comment[] } & People>(wire, { method: 'wall.getComments', params: asked })
  const all = page.items.flatMap((one) => [one, ...(one.thread?.items ?? [])])
  const comments = all.filter((one) => !one.deleted && one.id > newest).sort((a, b) => a.id - b.id)
  return { comments, people: page }
}
