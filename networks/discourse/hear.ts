import type { Call, Interaction, Page } from '../contract.ts'
import { type Due, listenedIn, written } from './cursor.ts'
import type { Post, Topic } from './entities.ts'
import { postsNamed, readTopic } from './find.ts'
import { hearNotifications } from './notifications.ts'
import { spoken } from './spoken.ts'

/** Of sixty calls a minute: a poll in a crowd takes few enough for all that the desk asks at once. */
const mostCalls = 8
const postsAtOnce = 100

/**
 * The cursor tells the last notification heard, the last post of each topic, and what is still to be read of them: that comes
 * first, with no question for more. Without a cursor it starts with the newest page.
 */
export async function hear(call: Call, cursor: string | undefined): Promise<Page<Interaction>> {
  const before = listenedIn(cursor)
  const { listened, reactions } =
    before.due.length > 0
      ? { listened: before, reactions: [] }
      : await hearNotifications(call, before, cursor === undefined)
  const items = [...reactions]
  let due = listened.due
  for (let calls = 0; due[0] && calls < mostCalls; ) {
    const [one, ...others] = due
    const read = await readDue(call, one, mostCalls - calls)
    items.push(...read.items)
    calls += read.calls
    due = read.left ? [read.left, ...others] : others
  }
  items.sort((a, b) => a.at.getTime() - b.at.getTime())
  return { items, cursor: written({ ...listened, due }) }
}

type ReadOf = { items: Interaction[]; calls: number; left?: Due }

/** What was said in a topic, oldest first; at least one lot of it. */
async function readDue(call: Call, due: Due, room: number): Promise<ReadOf> {
  const topic = await readTopic(call, due.topic)
  if (!topic) return { items: [], calls: 1 }
  const wanted = postsOf(topic, due)
  const items: Interaction[] = []
  let calls = 1
  let read = 0
  while (read < wanted.length && (read === 0 || calls < room)) {
    const posts = await postsNamed(call, due.topic, wanted.slice(read, read + postsAtOnce))
    items.push(...heardOf(call, topic, due, posts))
    read += postsAtOnce
    calls++
  }
  const last = wanted[read - 1]
  if (read >= wanted.length || last === undefined) return { items, calls }
  const { from: _from, newest: _newest, ...rest } = due
  const named = due.named.filter(([post]) => post > last)
  return { items, calls, left: { ...rest, after: last, named, ...(due.from ? { from: due.from } : {}) } }
}

/** Notification levels: https://github.com/discourse/discourse/blob/main/app/models/topic_user.rb (read 2026-11-22). */
const watching = 3
const isWatched = (topic: Topic, due: Due) => due.message || topic.details?.notification_level === watching

/** In a topic that is watched each post is told of; elsewhere answers to us are, and what names us. */
function postsOf(topic: Topic, due: Due): number[] {
  const stream = topic.post_stream.stream ?? []
  const isWhole = due.whole || isWatched(topic, due)
  const since = isWhole ? stream.filter((id) => id > (due.after ?? 0) && id <= due.upTo) : []
  const named = due.named.map(([post]) => post)
  const ids = [...new Set([...(due.newest ? since.slice(-postsAtOnce) : since), ...named])]
  return ids.sort((a, b) => a - b)
}

function heardOf(call: Call, topic: Topic, due: Due, posts: Post[]): Interaction[] {
  const named = new Map(due.named)
  const usual = due.message ? 'message' : 'comment'
  const isHeard = (post: Post) =>
    named.has(post.id) ||
    (String(post.user_id) !== call.account.remoteId &&
      post.post_number >= (due.from ?? 1) &&
      (post.post_number > 1 || due.message) &&
      (post.post_type ?? regular) === regular &&
      (isWatched(topic, due) || post.reply_to_user?.username === call.account.secrets.user))
  return posts
    .filter((post) => isHeard(post) && !post.deleted_at)
    .map((post) => spoken(post, named.get(post.id) ?? (isWatched(topic, due) ? usual : 'reply'), call))
}

/** What people wrote, and not what the forum tells of a topic. */
const regular = 1
