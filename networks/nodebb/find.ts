import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import { ask, heldIn, wireOf } from './client.ts'
import type { Post, Topic } from './entities.ts'
import { filesInSource, textOfSource } from './markdown.ts'
import { refOf, sourceAt } from './read-back.ts'
import { forumFacts } from './site-facts.ts'

const skewMs = 2 * 60_000

/** Looks among the account's newest topics for one of this title that says this. */
export async function findTopic(call: Call, title: string, source: string, since: Date): Promise<Found> {
  const path = `/api/user/${encodeURIComponent(forumFacts(call.account.facts).slug)}/topics`
  const { topics = [] } = (await ask(wireOf(call), { path })).json<{ topics?: Topic[] }>()
  const from = since.getTime() - skewMs
  for (const topic of topics.filter((one) => one.timestamp >= from && !one.deleted && sameWords(titleOf(one), title)))
    if (saysSame(await sourceAt(call, topic.mainPid), source))
      return { found: true, result: { ref: refOf({ pid: topic.mainPid, tid: topic.tid }, call.account.server) } }
  const readAll = topics.some((one) => one.timestamp < from) || topics.length < fewestOnAPage
  return absent(call, since, readAll)
}

/** Forums show at least ten on a page; fewer are all there are. */
const fewestOnAPage = 10
const titleOf = ({ titleRaw, title }: Topic) => (titleRaw ?? title).replace(/&#?\w+;/g, ' ')
const sameWords = (one: string, other: string) => lettersOf(one) === lettersOf(other)
const lettersOf = (text: string) =>
  text
    .replace(/&#?\w+;/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** Looks among the newest posts of a topic for one of ours that says this. */
export async function findReply(call: Call, tid: number, toPid: number, source: string, since: Date): Promise<Found> {
  const from = since.getTime() - skewMs
  for (const post of await newestPosts(call, tid)) {
    const mine = String(post.uid) === call.account.remoteId && !post.deleted && post.timestamp >= from
    if (mine && Number(post.toPid ?? toPid) === toPid && saysSame(await sourceAt(call, post.pid), source))
      return { found: true, result: { ref: refOf({ pid: post.pid, tid }, call.account.server) } }
  }
  return absent(call, since, true)
}

/** The last page of a topic and the one before it, the newest last. */
async function newestPosts(call: Call, tid: number): Promise<Post[]> {
  const first = await topicPage(call, tid, 1)
  const last = first.pageCount
  const pages = [last - 1, last].filter((page) => page > 1)
  const posts = [...first.posts]
  for (const page of pages) posts.push(...(await topicPage(call, tid, page)).posts)
  return posts
}

export type TopicPage = { posts: Post[]; pageCount: number; mainPid?: number; uid?: number }

/** As everybody reads it, whatever order the account has chosen for itself. */
export async function topicPage(call: Call, tid: number, page: number): Promise<TopicPage> {
  const query = { page, sort: 'oldest_to_newest' }
  const answer = await ask(wireOf(call), { path: `/api/topic/${tid}`, query, fine: [403, 404] })
  if (answer.status !== 200) return { posts: [], pageCount: 1 }
  const told = answer.json<Partial<TopicPage> & { pagination?: { pageCount?: number } }>()
  const { posts = [], mainPid, uid, pagination } = told
  const whose = { ...(mainPid ? { mainPid } : {}), ...(uid ? { uid } : {}) }
  return { posts, pageCount: pagination?.pageCount ?? 1, ...whose }
}

export async function readTopic(call: Call, tid: number): Promise<Topic | undefined> {
  const answer = await ask(wireOf(call), { path: `/api/v3/topics/${tid}`, fine: [403, 404] })
  return answer.status === 200 ? heldIn<Topic>(answer, 'tid') : undefined
}

const absent = (call: Call, since: Date, readAll: boolean): Found =>
  readAll ? absentSince(call, since) : { found: false, sure: false, note: 'more was said than could be read' }

const saysSame = (one: string, other: string) =>
  textOfSource(one) === textOfSource(other) && filesInSource(one, '').length === filesInSource(other, '').length
