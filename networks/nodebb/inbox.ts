import type { Inbox } from '../contract.ts'
import { chatStep } from './chats.ts'
import { topicPage } from './find.ts'
import { hear } from './hear.ts'
import { sourceOf } from './markdown.ts'
import { replyStep } from './publish.ts'
import { postAt } from './read-back.ts'
import { shownIn, spoken } from './spoken.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message', 'reaction', 'follow'],

  poll: hear,

  /** Everything below the first post, page by page, our own words as such. */
  comments: async (call, ref, cursor) => {
    const page = Number(cursor ?? 1)
    const tid = Number(ref.more?.tid ?? (await postAt(call, ref.id))?.tid)
    const { posts, pageCount } = await topicPage(call, tid, page)
    const items = posts
      .filter((post) => String(post.pid) !== ref.id && !post.deleted)
      .map((post) => spoken(post, 'comment', shownIn(post.content, call), call))
    return { items, ...(page < pageCount ? { cursor: String(page + 1) } : {}) }
  },

  reply: (to, text) => {
    const [room] = /^chat-(\d+)-/.exec(to.id)?.slice(1) ?? []
    if (room) return chatStep(Number(room), text)
    const raw = typeof to.raw === 'object' && to.raw !== null && !Array.isArray(to.raw) ? to.raw : {}
    return replyStep(
      'reply',
      'post',
      () => sourceOf(text, []),
      () => ({ tid: Number(raw.tid), toPid: Number(to.id) }),
    )
  },
}
