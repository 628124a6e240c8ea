import type { Call, Interaction, Page } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { refOfTopic } from './refs.ts'

export type Comment = {
  id: string
  text?: string
  created_ms?: number
  date?: string
  author_id?: string
  author_ref?: string
  author_name?: string
  reply_to_comment_id?: string
}

export const pageSize = 100

/** One page of what was said under a topic, oldest first; the cursor is how many came before. */
export async function commentsUnder(call: Call, topic: string, cursor: string | undefined): Promise<Page<Interaction>> {
  const offset = Number(cursor ?? 0)
  const comments = await pageOf(call, topic, offset)
  const items = comments.map((one) => heard(one, topic, call))
  return comments.length < pageSize ? { items } : { items, cursor: String(offset + pageSize) }
}

export async function pageOf(call: Call, topic: string, offset: number): Promise<Comment[]> {
  const params = { entityId: topic, entityType: 'GROUP_TOPIC', offset, count: pageSize }
  const method = 'discussions.getDiscussionComments'
  return (await ask<{ commentss?: Comment[] }>(wireOf(call), { method, params })).commentss ?? []
}

/** Some answers have only a time of Moscow, which has no summer time. */
export const momentOf = ({ created_ms: ms, date }: Comment): number =>
  ms ?? (date ? Date.parse(`${date.replace(' ', 'T')}+03:00`) : 0)

export function heard(comment: Comment, topic: string, call: Call): Interaction {
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
