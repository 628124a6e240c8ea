import type { Call, Inbox, Interaction, Metrics, Moderate, PostNumbers } from '../contract.ts'
import { answerId, hearActivity, heardId, kinds, type Notice } from './activity.ts'
import { ask, blogPath, wireOf } from './client.ts'
import { ownBlog } from './connect.ts'
import { postUrl } from './hosts.ts'
import { type Note, type Notes, notesOf } from './notes.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'reaction', 'reshare', 'follow'],
  poll: async (call, cursor) => {
    const { notices, cursor: next } = await hearActivity(call, cursor)
    return { items: notices.map((one) => heardIn(one)), cursor: next }
  },
  comments: async (call, ref) => {
    const notes = await notesOf(call, ref.id)
    const spoken = notes.filter((note) => (note.reply_text ?? note.added_text ?? '') !== '')
    const items = spoken.reverse().map((note) => spokenIn(note, ref.id, call))
    return { items }
  },
}

function heardIn(one: Notice): Interaction {
  const blog = one.from_tumblelog_name ?? ''
  const under = one.target_post_id ? { under: { id: one.target_post_id }, replyTo: one.target_post_id } : {}
  return {
    id: heardId(one),
    kind: kinds[one.type] ?? 'mention',
    at: new Date(one.timestamp * 1000),
    author: authorOf(blog),
    text: one.reply_text ?? one.added_text ?? '',
    ...under,
    media: [],
    ...(one.post_id ? { url: postUrl(blog, one.post_id) } : {}),
  }
}

const authorOf = (blog: string) => ({ id: blog, handle: blog, name: blog, url: `https://www.tumblr.com/${blog}` })

const spokenIn = (note: Note, post: string, call: Call): Interaction => ({
  id: (note.type === 'reply' ? undefined : note.post_id) ?? idOf(note, post),
  kind: 'comment',
  at: new Date(note.timestamp * 1000),
  author: authorOf(note.blog_name),
  text: note.reply_text ?? note.added_text ?? '',
  under: { id: post },
  replyTo: post,
  media: [],
  ...(note.post_id ? { url: postUrl(note.blog_name, note.post_id) } : {}),
  own: note.blog_name === call.account.handle,
})

const idOf = ({ blog_name: blog, timestamp, ...said }: Note, post: string) =>
  answerId(post, blog, timestamp, said.reply_text ?? said.added_text ?? '')

export const moderate: Moderate = {
  block: async (call, what) => {
    const json = { blocked_tumblelog: what.author.id }
    await ask(wireOf(call), { method: 'POST', path: blogPath(call, '/blocks'), json })
  },
  unblock: async (call, what) => {
    const query = { blocked_tumblelog: what.author.id }
    await ask(wireOf(call), { method: 'DELETE', path: blogPath(call, '/blocks'), query, fine: [404] })
  },
}

export const metrics: Metrics = {
  account: async (call) => {
    const { followers, posts } = await ownBlog(call)
    return { ...(followers === undefined ? {} : { followers }), ...(posts === undefined ? {} : { posts }) }
  },
  /** What is gone is left out. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const query = { id, mode: 'conversation' }
      const answer = await ask(wireOf(call), { path: blogPath(call, '/notes'), query, fine: [404] })
      if (answer.status !== 200) continue
      const { total_likes: likes = 0, total_reblogs: reshares = 0 } = answer.json<{ response: Notes }>().response
      const comments = (await notesOf(call, id)).filter((note) => note.type === 'reply').length
      numbers[id] = { likes, reshares, comments }
    }
    return numbers
  },
}
