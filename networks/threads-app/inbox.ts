import type { Call, Inbox, Interaction } from '../contract.ts'
import { momentOf } from '../families/graph-api/deliveries.ts'
import { heardOnce } from '../families/graph-api/heard-once.ts'
import { listed } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { replyStep } from './publish.ts'

const fields =
  'id,text,timestamp,username,permalink,media_type,media_url,alt_text,is_reply_owned_by_me,replied_to,root_post'
/** So many of the newest posts that were answered are read at each look. */
const newest = 10

/** Polling sees the newest posts; deliveries tell of everything. There are no private messages in the API. */
export const inbox: Inbox = {
  kinds: ['reply', 'mention'],
  poll: async (call, cursor) => {
    const [answers, mentions] = await Promise.all([
      permitted([], () => newestAnswers(call)),
      permitted([], () => newestMentions(call)),
    ])
    const known = new Set(answers.map((one) => one.id))
    return heardOnce([...answers, ...mentions.filter((one) => !known.has(one.id))], cursor)
  },
  comments: async (call, ref, cursor) => {
    const { items, ...rest } = await answersTo(call, ref.id, false, cursor)
    return { items, ...rest }
  },
  reply: (to, text) => replyStep(to.id, text),
}

async function answersTo(call: Call, id: string, reverse: boolean, cursor?: string) {
  const { items, ...rest } = await listed<Post>(wireOf(call), `${id}/conversation`, { fields, reverse }, cursor)
  return { items: items.map((post) => heard('reply', post, id)), ...rest }
}

async function newestAnswers(call: Call): Promise<Interaction[]> {
  const { items } = await listed<Post>(wireOf(call), 'me/threads', { fields: 'id,has_replies', limit: 50 })
  const answered = items.filter((post) => post.has_replies).slice(0, newest)
  const pages = await Promise.all(answered.map((post) => answersTo(call, post.id, true)))
  return pages.flatMap((page) => page.items).filter((one) => !one.own)
}

async function newestMentions(call: Call): Promise<Interaction[]> {
  const shown = 'id,text,timestamp,username,permalink,media_type,media_url,alt_text'
  const { items } = await listed<Post>(wireOf(call), 'me/mentions', { fields: shown, limit: 50 })
  return items.map((post) => heard('mention', post, post.id))
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
