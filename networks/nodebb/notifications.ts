import type { Call, Interaction } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Due, Heard, InboxCursor } from './cursor.ts'
import type { Notification } from './entities.ts'
import { personOf } from './people.ts'

/** Of twenty, newest first: https://github.com/NodeBB/NodeBB/blob/master/src/controllers/accounts/notifications.js (read 2026-11-22). */
const mostPages = 10
/** Notifications come a little after their posts, and not always in their order. */
const skewMs = 2 * 60_000

type Told = { cursor: InboxCursor; items: Interaction[] }

/** What is new among the notifications: votes and followers at once, and where there are posts to read. */
export async function hearNotifications(call: Call, before: InboxCursor, isFirst: boolean): Promise<Told> {
  const { fresh, gap } = await unheard(call, before, isFirst)
  const { notifications, topics } = before
  const at = Math.max(notifications.at, ...fresh.map((one) => one.datetime))
  const now = fresh.filter((one) => one.datetime === at).map((one) => one.nid)
  const ids = [...(at === notifications.at ? notifications.ids : []), ...now]
  const cursor: InboxCursor = {
    notifications: { at, ids },
    messages: before.messages,
    ...(topics ? { topics } : {}),
    due: dueIn(fresh, before, isFirst),
    ...(gap ? { gap } : {}),
  }
  return { cursor, items: fresh.filter(isReaction).map((one) => reactionOf(call, one)) }
}

type Unheard = { fresh: Notification[]; gap?: InboxCursor['gap'] }

/** Back to the last one heard, or as far as one poll goes; oldest first. Without a cursor, the newest page. */
async function unheard(call: Call, before: InboxCursor, isFirst: boolean): Promise<Unheard> {
  const { above, below, page: from } = before.gap ?? { above: before.notifications, below: undefined, page: 1 }
  const fresh = new Map<string, Notification>()
  for (let page = from; page < from + mostPages; page++) {
    const answer = await ask(wireOf(call), { path: '/api/notifications', ...(page > 1 ? { query: { page } } : {}) })
    const told = answer.json<{ notifications?: Notification[]; pagination?: { pageCount?: number } }>()
    const batch = told.notifications ?? []
    for (const one of batch) if (isLater(one, above) && (!below || isEarlier(one, below))) fresh.set(one.nid, one)
    const isEnd = page >= (told.pagination?.pageCount ?? 1) || batch.some((one) => one.datetime < above.at)
    if (isFirst || isEnd) return { fresh: oldestFirst(fresh) }
  }
  return { fresh: oldestFirst(fresh), gap: { above, below: beforeAll(fresh, below), page: from + mostPages - 1 } }
}

const isLater = ({ datetime, nid }: Notification, { at, ids }: Heard) =>
  datetime > at || (datetime === at && !ids.includes(nid))

const isEarlier = ({ datetime, nid }: Notification, { at, ids }: Heard) =>
  datetime < at || (datetime === at && !ids.includes(nid))

const oldestFirst = (told: Map<string, Notification>) => [...told.values()].sort((a, b) => a.datetime - b.datetime)

/** The earliest moment that was read, and what of it. */
function beforeAll(fresh: Map<string, Notification>, below: Heard | undefined): Heard {
  const all = oldestFirst(fresh)
  const at = all[0]?.datetime ?? below?.at ?? 0
  const read = all.filter((one) => one.datetime === at).map((one) => one.nid)
  return { at, ids: [...(at === below?.at ? below.ids : []), ...read] }
}

/**
 * Answers in a topic are told of by one notification: its name is that of the newest, its path that of the oldest. The others
 * name one post. https://github.com/NodeBB/NodeBB/blob/master/src/notifications.js (read 2026-11-22).
 */
function dueIn(fresh: Notification[], before: InboxCursor, isFirst: boolean): Due[] {
  const topics = new Map<number, Due>()
  const posts: Due[] = []
  for (const { nid, path, user } of fresh) {
    const [tid, upTo] = /^new_post:tid:(\d+):pid:(\d+)/.exec(nid)?.slice(1).map(Number) ?? []
    const pid = /\/post\/(\d+)/.exec(path ?? '')?.[1]
    const mentioned = /(^|:)mention/.test(nid)
    if (tid && upTo) topics.set(tid, isFirst ? { way: 'topic', tid, upTo } : topicDue(tid, upTo, before))
    else if (pid && (mentioned || /^(new_post|tid):/.test(nid)))
      posts.push({ way: 'post', pid, kind: mentioned ? 'mention' : 'comment', ...(user ? { user } : {}) })
  }
  return [...posts, ...topics.values()]
}

function topicDue(tid: number, upTo: number, { notifications, topics }: InboxCursor): Due {
  const [, after, page] = topics?.find(([known]) => known === tid) ?? []
  if (after !== undefined) return { way: 'topic', tid, upTo, after, ...(page ? { page } : {}) }
  return { way: 'topic', tid, upTo, since: notifications.at - (topics ? skewMs : 0) }
}

const isReaction = ({ nid }: Notification) => nid.startsWith('upvote:') || nid.startsWith('follow:')

function reactionOf(call: Call, { nid, path, datetime, user }: Notification): Interaction {
  const pid = /\/post\/(\d+)/.exec(path ?? '')?.[1]
  return {
    id: `notification-${nid}`,
    kind: nid.startsWith('follow:') ? 'follow' : 'reaction',
    at: new Date(datetime),
    author: personOf(user, call),
    text: '',
    media: [],
    ...(pid ? { under: { id: pid } } : {}),
  }
}
