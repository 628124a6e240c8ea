import type { Json } from '../../kernel/json.ts'
import type { Call, RemotePost } from '../contract.ts'
import { ask, type Wire, wireOf } from './client.ts'
import { refOfTopic } from './refs.ts'

/** What of a topic is read here. */
export type Block = {
  type: string
  text?: string
  url?: string
  photo_refs?: string[]
  movie_refs?: string[]
  question?: string
}
type Count = { count?: number; comments_count?: number }
export type Topic = {
  id: string
  created_ms?: number
  owner_ref?: string
  author_ref?: string
  media?: Block[]
  like_summary?: Count
  reshare_summary?: Count
  discussion_summary?: Count
}

/** Those of the topics that still stand. */
export async function topicsById(wire: Wire, ids: string[]): Promise<Topic[]> {
  if (ids.length === 0) return []
  const params = { topic_ids: ids.join(','), fields: 'media_topic.*' }
  const told = await ask<{ media_topics?: Topic[] }>(wire, { method: 'mediatopic.getByIds', params })
  return told.media_topics ?? []
}

export type Stat = { id: string; comments?: number; created_ms?: number }
type StatPage = { topics?: Stat[]; anchor?: string; has_more?: boolean }

/** The group's topics, newest first, as its statistics list them; only its administrators are told. */
export async function newestTopics(call: Call, count: number, anchor?: string): Promise<StatPage & { topics: Stat[] }> {
  const params = { gid: call.account.remoteId, fields: 'ID,COMMENTS,CREATED_MS', count, anchor }
  const told = await ask<StatPage>(wireOf(call), { method: 'group.getStatTopics', params })
  return { ...told, topics: told.topics ?? [] }
}

export const textOf = (topic: Topic) =>
  (topic.media ?? []).flatMap((block) => (block.type === 'text' && block.text ? [block.text] : [])).join('\n')

export const filesOf = (topic: Topic): { kind: string }[] =>
  (topic.media ?? []).flatMap((block) => [
    ...(block.photo_refs ?? []).map(() => ({ kind: 'image' })),
    ...(block.movie_refs ?? []).map(() => ({ kind: 'video' })),
  ])

export function postOf(topic: Topic, call: Call): RemotePost {
  return {
    ref: refOfTopic(call.account.remoteId, topic.id),
    text: textOf(topic),
    at: new Date(topic.created_ms ?? 0),
    author: { id: (topic.author_ref ?? topic.owner_ref ?? '').split(':').at(-1) ?? '', handle: call.account.handle },
    media: filesOf(topic),
    raw: JSON.parse(JSON.stringify(topic)) as Json,
  }
}
