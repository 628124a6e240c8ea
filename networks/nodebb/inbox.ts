import type { Call, Inbox, Interaction } from '../contract.ts'
import { picturesOfHtml } from '../families/article/pictures-of-html.ts'
import { textOfHtml } from '../families/article/text-of-html.ts'
import { chatInteractions, chatStep } from './chats.ts'
import { ask, wireOf } from './client.ts'
import { cursorIn, type Heard, written } from './cursor.ts'
import type { Notification, Post } from './entities.ts'
import { topicPage } from './find.ts'
import { filesInSource, sourceOf, textOfSource } from './markdown.ts'
import { personOf } from './people.ts'
import { replyStep } from './publish.ts'
import { postAt, sourceAt } from './read-back.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message', 'reaction', 'follow'],

  /** Notifications and conversations newer than the last ones heard; without a cursor, the newest page of each. */
  poll: async (call, cursor) => {
    const heard = cursorIn(cursor)
    const { items: told, notifications } = await fromNotifications(call, heard.notifications)
    const { items: said, messages } = await chatInteractions(call, heard.messages)
    const items = [...told, ...said].sort((a, b) => a.at.getTime() - b.at.getTime())
    return { items, cursor: written({ notifications, messages }) }
  },

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

type Said = Pick<Interaction, 'text' | 'media'>
const shownIn = (html: string, call: Call): Said => ({
  text: textOfHtml(withEmoji(html)),
  media: picturesOfHtml(html, call.account.server),
})

/** Forums may show emoji as pictures. */
const withEmoji = (html: string) => html.replace(/<img\b[^<>]*\bemoji\b[^<>]*\balt="([^"<>]*)"[^<>]*>/g, '$1')

async function fromNotifications(call: Call, before: Heard): Promise<{ items: Interaction[]; notifications: Heard }> {
  const answer = await ask(wireOf(call), { path: '/api/notifications' })
  const { notifications = [] } = answer.json<{ notifications?: Notification[] }>()
  const fresh = notifications
    .filter((one) => one.datetime > before.at || (one.datetime === before.at && !before.ids.includes(one.nid)))
    .sort((a, b) => a.datetime - b.datetime)
  const items: Interaction[] = []
  for (const one of fresh) items.push(...(await interactionsOf(call, one)))
  const at = Math.max(before.at, ...fresh.map((one) => one.datetime))
  const ids = [
    ...(at === before.at ? before.ids : []),
    ...fresh.filter((one) => one.datetime === at).map((one) => one.nid),
  ]
  return { items, notifications: { at, ids } }
}

/** What a notification is about stands in its name and its path: https://github.com/NodeBB/NodeBB/blob/master/src/notifications.js (read 2026-11-22). */
async function interactionsOf(call: Call, { nid, path, datetime, user }: Notification): Promise<Interaction[]> {
  const pid = /\/post\/(\d+)/.exec(path ?? '')?.[1]
  if (nid.startsWith('upvote:') || nid.startsWith('follow:')) {
    const kind = nid.startsWith('follow:') ? ('follow' as const) : ('reaction' as const)
    const under = pid ? { under: { id: pid } } : {}
    return [
      {
        id: `notification-${nid}`,
        kind,
        at: new Date(datetime),
        author: personOf(user, call),
        text: '',
        media: [],
        ...under,
      },
    ]
  }
  const mentioned = /(^|:)mention/.test(nid)
  if (!pid || !(mentioned || /^(new_post|tid):/.test(nid))) return []
  const post = await postAt(call, pid)
  if (!post || String(post.uid) === call.account.remoteId) return []
  const source = await sourceAt(call, pid)
  const said = { text: textOfSource(source), media: filesInSource(source, call.account.server) }
  return [spoken({ ...post, user: post.user ?? user }, mentioned ? 'mention' : 'comment', said, call)]
}

function spoken(post: Post, kind: Interaction['kind'], said: Said, call: Call): Interaction {
  return {
    id: String(post.pid),
    kind,
    at: new Date(post.timestamp),
    author: post.user
      ? personOf(post.user, call)
      : { id: String(post.uid), handle: String(post.uid), name: String(post.uid) },
    ...said,
    ...(post.toPid ? { under: { id: String(post.toPid) }, replyTo: String(post.toPid) } : {}),
    url: `${call.account.server}/post/${post.pid}`,
    ...(String(post.uid) === call.account.remoteId ? { own: true } : {}),
    ...(post.edited ? { edited: true } : {}),
    raw: { tid: post.tid },
  }
}
