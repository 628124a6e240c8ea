import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import type { Call, Found, RemoteRef } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Post, Topic } from './entities.ts'
import { filesInRaw, pollIn, textOfRaw } from './raw-text.ts'
import { placeIn, refOf } from './refs.ts'

const skewMs = 2 * 60_000
const newest = 50

/** The topic that carries this id, unless it was taken away. */
export async function topicNamed(call: Call, externalId: string): Promise<RemoteRef | undefined> {
  const path = `/t/external_id/${externalId}.json`
  const answer = await ask(wireOf(call), { path, fine: [403, 404, 410] })
  if (answer.status !== 200) return undefined
  const topic = topicIn(answer.json<Partial<Topic>>())
  const [first] = topic.post_stream.posts
  return first && !topic.deleted_at ? refOf({ topic_slug: topic.slug, ...first }, call.account.server) : undefined
}

export async function readTopic(call: Call, id: number): Promise<Topic | undefined> {
  const answer = await ask(wireOf(call), { path: `/t/${id}.json`, fine: [403, 404, 410] })
  return answer.status === 200 ? topicIn(answer.json<Partial<Topic>>()) : undefined
}

function topicIn(told: Partial<Topic>): Topic {
  if (typeof told?.id === 'number' && Array.isArray(told.post_stream?.posts)) return told as Topic
  throw new NetworkFailure('network-down', 'the forum answered with something else than a topic')
}

export async function postsNamed(call: Call, topic: number, ids: number[]): Promise<Post[]> {
  if (ids.length === 0) return []
  const query = { 'post_ids[]': ids.map(String), include_raw: true }
  const answer = await ask(wireOf(call), { path: `/t/${topic}/posts.json`, query, fine: [403, 404, 410] })
  if (answer.status !== 200) return []
  return answer.json<{ post_stream?: { posts?: Post[] } }>().post_stream?.posts ?? []
}

/** Looks among the newest answers of a topic for one of ours that says this. */
export async function findReply(call: Call, under: string, raw: string, since: Date): Promise<Found> {
  const { topic } = placeIn(under)
  const told = await readTopic(call, topic)
  if (!told) return { found: false, sure: true, note: 'the topic is gone' }
  const stream = told.post_stream.stream ?? told.post_stream.posts.map((post) => post.id)
  const posts = await postsNamed(call, topic, stream.slice(-newest))
  const from = since.getTime() - skewMs
  const mine = posts.find(
    (post) =>
      String(post.user_id) === call.account.remoteId &&
      post.post_number > 1 &&
      Date.parse(post.created_at) >= from &&
      saysSame(post.raw ?? '', raw),
  )
  if (mine) return { found: true, result: { ref: refOf({ topic_slug: told.slug, ...mine }, call.account.server) } }
  const readAll = stream.length <= newest || Date.parse(posts[0]?.created_at ?? '') < from
  return readAll ? absentSince(call, since) : { found: false, sure: false, note: 'more was said than could be read' }
}

/** A poll carries the moment at which it was made. */
const saysSame = (one: string, other: string) =>
  textOfRaw(one) === textOfRaw(other) &&
  filesInRaw(one).length === filesInRaw(other).length &&
  (pollIn(one) === undefined) === (pollIn(other) === undefined)
