import type { Call, Interaction, Page } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { refOfTopic } from './refs.ts'
import { newestTopics } from './topics.ts'

/** By topic: how many comments it had, when the newest read one was made, and which were made at that moment. */
export type SeenTopics = Record<string, [count: number, newest: number, ids: string[]]>

type Comment = {
  id: string
  text?: string
  created_ms?: number
  date?: string
  author_id?: string
  author_ref?: string
  author_name?: string
  reply_to_comment_id?: string
}

const lookedOver = 30

/** Only topics whose number of comments changed are read again. */
export async function pollComments(
  call: Call,
  before: SeenTopics,
): Promise<{ items: Interaction[]; seen: SeenTopics }> {
  const seen: SeenTopics = {}
  const items: Interaction[] = []
  for (const { id, comments: count = 0 } of (await newestTopics(call, lookedOver)).topics) {
    const [counted = 0, newest = 0, ids = []] = before[id] ?? []
    seen[id] = [count, newest, ids]
    if (count === counted) continue
    const all = await commentsOf(call, id)
    const fresh = all.filter((one) => momentOf(one) >= newest && !ids.includes(one.id))
    const last = Math.max(newest, ...fresh.map(momentOf))
    const known = last === newest ? ids : []
    seen[id] = [count, last, [...known, ...fresh.filter((one) => momentOf(one) === last).map((one) => one.id)]]
    items.push(...fresh.map((one) => heard(one, id, call)))
  }
  return { items, seen }
}

const pageSize = 100
const mostPages = 10

/** One page of what was said under a topic, oldest first; the cursor is how many came before. */
export async function commentsUnder(call: Call, topic: string, cursor: string | undefined): Promise<Page<Interaction>> {
  const offset = Number(cursor ?? 0)
  const comments = await pageOf(call, topic, offset)
  const items = comments.map((one) => heard(one, topic, call))
  return comments.length < pageSize ? { items } : { items, cursor: String(offset + pageSize) }
}

async function commentsOf(call: Call, topic: string): Promise<Comment[]> {
  const all: Comment[] = []
  for (let page = 0; page < mostPages; page++) {
    const comments = await pageOf(call, topic, page * pageSize)
    all.push(...comments)
    if (comments.length < pageSize) break
  }
  return all
}

async function pageOf(call: Call, topic: string, offset: number): Promise<Comment[]> {
  const params = { entityId: topic, entityType: 'GROUP_TOPIC', offset, count: pageSize }
  const method = 'discussions.getDiscussionComments'
  return (await ask<{ commentss?: Comment[] }>(wireOf(call), { method, params })).commentss ?? []
}

/** Some answers have only a time of Moscow, which has no summer time. */
const momentOf = ({ created_ms: ms, date }: Comment): number =>
  ms ?? (date ? Date.parse(`${date.replace(' ', 'T')}+03:00`) : 0)

function heard(comment: Comment, topic: string, call: Call): Interaction {
  const author = comment.author_id ?? comment.author_ref?.split(':').at(-1) ?? ''
  const group = comment.author_ref?.startsWith('group:') ?? false
  return {
    id: comment.id,
    kind: comment.reply_to_comment_id ? 'reply' : 'comment',
    at: new Date(momentOf(comment)),
    author: {
      id: author,
      handle: author,
      name: comment.author_name ?? author,
      url: `https://ok.ru/${group ? 'group' : 'profile'}/${author}`,
    },
    text: comment.text ?? '',
    under: refOfTopic(call.account.remoteId, topic),
    ...(comment.reply_to_comment_id ? { replyTo: comment.reply_to_comment_id } : {}),
    media: [],
    url: refOfTopic(call.account.remoteId, topic).url,
    ...(group && author === call.account.remoteId ? { own: true } : {}),
    raw: { topic },
  }
}
