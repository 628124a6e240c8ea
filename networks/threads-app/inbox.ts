import type { Call, Inbox, Interaction } from '../contract.ts'
import { momentOf } from '../families/graph-api/deliveries.ts'
import { type Ears, hearOn, type Shown } from '../families/graph-api/hear-on.ts'
import type { Place } from '../families/graph-api/heard-once.ts'
import { listed, onward } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import type { Params } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { replyStep } from './publish.ts'

const fields =
  'id,text,timestamp,username,permalink,media_type,media_url,alt_text,is_reply_owned_by_me,replied_to,root_post'
/** So many of the newest posts that were answered are read at each look. */
const newest = 10

/** Polling sees all that was said under the newest posts; deliveries tell of everything. There are no private messages in the API. */
export const inbox: Inbox = {
  kinds: ['reply', 'mention'],
  poll: (call, cursor) => hearOn(earsOf(call), cursor),
  comments: (call, ref, cursor) => answersTo(call, ref.id, { reverse: false }, cursor),
  reply: (to, text) => replyStep(to.id, text),
}

const earsOf = (call: Call): Ears => ({
  newest: async () => {
    const shown = await Promise.all([
      permitted([], () => newestAnswers(call)),
      permitted([], async () => [await mentions(call)]),
    ])
    return shown.flat()
  },
  older: (place) => permitted([], async () => [await older(call, place)]),
})

const older = (call: Call, { list, of, after, few }: Place): Promise<Shown> =>
  list === 'mentions' ? mentions(call, after) : answersDown(call, of, few ? 25 : 100, after)

async function answersTo(call: Call, id: string, params: Params, cursor?: string) {
  const { items, ...rest } = await listed<Post>(wireOf(call), `${id}/conversation`, { fields, ...params }, cursor)
  return { items: items.map((post) => heard('reply', post, id)), ...rest }
}

async function answersDown(call: Call, id: string, limit: number, after?: string): Promise<Shown> {
  const { items, cursor } = await answersTo(call, id, { reverse: true, limit }, after)
  return { items, last: items.at(-1), ...onward('answers', id, cursor) }
}

async function newestAnswers(call: Call): Promise<Shown[]> {
  const { items } = await listed<Post>(wireOf(call), 'me/threads', { fields: 'id,has_replies', limit: 50 })
  const answered = items.filter((post) => post.has_replies).slice(0, newest)
  return Promise.all(answered.map((post) => answersDown(call, post.id, 50)))
}

async function mentions(call: Call, after?: string): Promise<Shown> {
  const shown = 'id,text,timestamp,username,permalink,media_type,media_url,alt_text'
  const { items, cursor } = await listed<Post>(wireOf(call), 'me/mentions', { fields: shown, limit: 50 }, after)
  const told = items.map((post) => heard('mention', post, post.id))
  return { items: told, last: told.at(-1), ...onward('mentions', 'me', cursor) }
}

export function heard(kind: 'reply' | 'mention', post: Post, under: string): Interaction {
  const handle = post.username ?? 'unknown'
  return {
    id: post.id,
    kind,
    at: momentOf(post.timestamp),
    author: { id: handle, handle, name: handle, url: `https://www.threads.net/@${handle}` },
    text: post.text ?? '',
    under: { id: post.root_post?.id ?? under },
    ...(post.replied_to ? { replyTo: post.replied_to.id } : {}),
    media: post.media_url ? [shownFile(post, post.media_url)] : [],
    url: post.permalink,
    ...(post.is_reply_owned_by_me ? { own: true } : {}),
  }
}

const shownFile = ({ media_type: type = '', alt_text: alt }: Post, url: string) => ({
  kind: /VIDEO/.test(type) ? 'video' : 'image',
  url,
  ...(alt ? { alt } : {}),
})
