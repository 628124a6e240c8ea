import type { Call, Interaction } from '../contract.ts'
import type { Due } from './cursor.ts'
import type { Post } from './entities.ts'
import { type TopicPage, topicPage } from './find.ts'
import { shownIn, spoken } from './spoken.ts'

type TopicDue = Extract<Due, { way: 'topic' }>
/** `mark`: the last post heard and its page, where all was read; else `left` tells how to go on. */
type ReadOf = { items: Interaction[]; calls: number; left?: TopicDue; mark?: [tid: number, pid: number, page: number] }

/** What was said in a topic since, oldest first, page by page, for at most so many calls. */
export async function hearTopic(call: Call, due: TopicDue, room: number): Promise<ReadOf> {
  const entry = await entryOf(call, due, room)
  if (entry.way === 'later') return { items: [], calls: room, left: { ...due, page: entry.number } }
  const posts: Post[] = []
  let { page, number, calls } = entry
  for (;;) {
    posts.push(...page.posts.filter((post) => isAfter(post, due) && Number(post.pid) <= due.upTo))
    const isEnd = number >= page.pageCount || page.posts.some((post) => Number(post.pid) >= due.upTo)
    const items = () => spokenIn(call, page, due, posts)
    if (isEnd) return { items: items(), calls, mark: [due.tid, Math.max(due.upTo, due.after ?? 0), number] }
    if (calls >= room) return { items: items(), calls, left: { ...due, ...lastOf(posts, due), page: number } }
    number++
    page = await topicPage(call, due.tid, number)
    calls++
  }
}

const isAfter = (post: Post, { after, since = 0 }: TopicDue) =>
  after === undefined ? post.timestamp > since : Number(post.pid) > after

const lastOf = (posts: Post[], { after }: TopicDue) => {
  const last = Math.max(after ?? 0, ...posts.map((post) => Number(post.pid)))
  return last > 0 ? { after: last } : {}
}

type Entry = { way: 'page'; page: TopicPage; number: number; calls: number } | { way: 'later'; number: number }

/**
 * The page on which what was not heard begins: the one remembered, or, where posts above were taken away meanwhile, one before
 * it; the last one, and from there back, in a topic of old. At first only the last one.
 */
async function entryOf(call: Call, due: TopicDue, room: number): Promise<Entry> {
  let number = due.page ?? 1
  let isJumping = due.page === undefined
  for (let calls = 1; calls <= room; calls++) {
    const page = await topicPage(call, due.tid, number)
    const isOfOld =
      due.after === undefined && due.since === undefined ? true : !page.posts.some((one) => isAfter(one, due))
    if (isJumping && isOfOld && number < page.pageCount) number = page.pageCount
    else if (number > 1 && beginsLater(page, due)) number = Math.min(number - 1, page.pageCount)
    else return { way: 'page', page, number, calls }
    isJumping = false
  }
  return { way: 'later', number }
}

function beginsLater({ posts, mainPid }: TopicPage, due: TopicDue): boolean {
  if (due.after === undefined && due.since === undefined) return false
  return posts.filter((post) => post.pid !== mainPid).every((post) => isAfter(post, due))
}

/** Of a topic of others, at first only the post that was told of. */
function spokenIn(call: Call, { mainPid, uid }: TopicPage, due: TopicDue, posts: Post[]): Interaction[] {
  const isOthers = due.after === undefined && due.since === undefined && String(uid) !== call.account.remoteId
  return [...new Map(posts.map((post) => [post.pid, post])).values()]
    .filter((post) => !post.deleted && post.pid !== mainPid && String(post.uid) !== call.account.remoteId)
    .filter((post) => !isOthers || Number(post.pid) === due.upTo)
    .map((post) => spoken({ ...post, toPid: post.toPid || mainPid }, 'comment', shownIn(post.content, call), call))
}
