import type { Call, Interaction } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Due, Listened } from './cursor.ts'
import type { Notification } from './entities.ts'

/** `INDEX_LIMIT`, newest first: https://github.com/discourse/discourse/blob/main/app/controllers/notifications_controller.rb (read 2026-11-22). */
const pageSize = 60
const mostPages = 4
/** What is removed meanwhile moves the others up. */
const overlap = 20

/** https://github.com/discourse/discourse/blob/main/app/models/notification.rb (read 2026-11-22). */
const kinds: Record<number, Interaction['kind']> = {
  1: 'mention',
  2: 'reply',
  3: 'mention',
  5: 'reaction',
  6: 'message',
  9: 'comment',
  15: 'mention',
  25: 'reaction',
}

/** Each of them takes the place of the earlier ones of its topic: https://github.com/discourse/discourse/blob/main/app/services/post_alerter.rb (read 2026-11-22). */
const collapsed = [2, 6, 9]

type Heard = { listened: Listened; reactions: Interaction[] }

/** What is new among the notifications: reactions at once, and where there are posts to read. */
export async function hearNotifications(call: Call, before: Listened, isFirst: boolean): Promise<Heard> {
  const { fresh, known, gap } = await unheard(call, before, isFirst)
  const floor = before.floor ?? known
  const due = dueIn(fresh, new Map(before.topics), floor, isFirst)
  const spoken = new Set(due.map((one) => one.topic))
  const newest = Math.max(floor ?? 0, ...due.map((one) => one.upTo))
  const listened: Listened = {
    id: Math.max(before.id, ...fresh.map((one) => one.id)),
    topics: [...before.topics.filter(([topic]) => !spoken.has(topic)), ...marksAfter(due, before)],
    ...(floor !== undefined || newest > 0 ? { floor: floor ?? newest } : {}),
    due,
    ...(gap ? { gap } : {}),
  }
  return { listened, reactions: fresh.filter((one) => kinds[one.notification_type] === 'reaction').map(reactionOf) }
}

type Unheard = { fresh: Notification[]; known?: number; gap?: Listened['gap'] }

/** Back to the last one heard, or as far as one poll goes; `known`: the post of the newest that was heard before. */
async function unheard(call: Call, before: Listened, isFirst: boolean): Promise<Unheard> {
  const { above, below, offset } = before.gap ?? { above: before.id, below: Number.MAX_SAFE_INTEGER, offset: 0 }
  const fresh = new Map<number, Notification>()
  let at = offset
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask(wireOf(call), { path: '/notifications.json', query: { limit: pageSize, offset: at } })
    const told = answer.json<{ notifications?: Notification[]; total_rows_notifications?: number }>()
    const batch = told.notifications ?? []
    for (const one of batch) if (one.id > above && one.id < below) fresh.set(one.id, one)
    at += pageSize
    const known = batch.find((one) => one.id <= above && one.data.original_post_id)?.data.original_post_id
    const isEnd = at >= (told.total_rows_notifications ?? (batch.length < pageSize ? 0 : at + 1))
    if (isFirst || isEnd || batch.some((one) => one.id <= above))
      return { fresh: [...fresh.values()], ...(known ? { known } : {}) }
  }
  const lowest = Math.min(below, ...fresh.keys())
  return { fresh: [...fresh.values()], gap: { above, below: lowest, offset: at - overlap } }
}

function dueIn(fresh: Notification[], heard: Map<number, number>, floor: number | undefined, isFirst: boolean): Due[] {
  const due = new Map<number, Due>()
  for (const one of fresh.toSorted((a, b) => a.id - b.id)) {
    const kind = kinds[one.notification_type]
    const post = one.data.original_post_id
    if (!kind || kind === 'reaction' || !post || !one.topic_id) continue
    const whole = collapsed.includes(one.notification_type)
    if (whole && post <= (heard.get(one.topic_id) ?? 0)) continue
    const after = heard.get(one.topic_id) ?? floor
    const so = due.get(one.topic_id)
    due.set(one.topic_id, {
      topic: one.topic_id,
      upTo: Math.max(so?.upTo ?? 0, post),
      ...(after === undefined ? { from: Math.min(so?.from ?? Infinity, one.post_number ?? 1) } : { after }),
      ...(isFirst ? { newest: true } : {}),
      whole: whole || (so?.whole ?? false),
      message: kind === 'message' || (so?.message ?? false),
      named: [...(so?.named ?? []), [post, kind]],
    })
  }
  return [...due.values()]
}

const marksAfter = (due: Due[], { topics }: Listened) =>
  due.map(({ topic, upTo }): [number, number] => [topic, Math.max(upTo, new Map(topics).get(topic) ?? 0)])

function reactionOf({ id, created_at, topic_id, post_number, data }: Notification): Interaction {
  const name = data.display_username ?? data.original_username ?? data.username ?? ''
  return {
    id: `notification-${id}`,
    kind: 'reaction',
    at: new Date(created_at),
    author: { id: name, handle: name, name },
    text: '',
    ...(topic_id ? { under: { id: `${topic_id}/${post_number ?? 1}` } } : {}),
    media: [],
  }
}
