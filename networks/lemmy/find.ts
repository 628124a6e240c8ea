import type { JsonObject } from '../../kernel/json.ts'
import { absentSince } from '../absence.ts'
import type { Call, Found, StepResult } from '../contract.ts'
import { type MessageView, momentOf, type PersonDetails, parentOf, refId } from './api.ts'
import { read, wireOf } from './client.ts'

const skewMs = 2 * 60_000
const pageSize = 50
const mostPages = 10

/** Among the account's newest posts, one with this title, text and address in that community, made since then. */
export function findPost(call: Call, form: JsonObject, since: Date): Promise<Found> {
  return look(call, since, async (page) => {
    const { posts } = await details(call, page)
    return posts.map(({ post }) => ({
      at: momentOf(post.published),
      like:
        !post.deleted &&
        post.name === form.name &&
        squeezed(post.body) === squeezed(form.body) &&
        post.community_id === form.community_id &&
        (form.url === undefined || post.url === form.url),
      result: { ref: { id: refId('post', post.id), url: post.ap_id } },
    }))
  })
}

export function findComment(
  call: Call,
  sought: { content: string; post: number; parent?: number },
  since: Date,
): Promise<Found> {
  const above = sought.parent ? refId('comment', sought.parent) : refId('post', sought.post)
  return look(call, since, async (page) => {
    const { comments } = await details(call, page)
    return comments.map(({ comment }) => ({
      at: momentOf(comment.published),
      like: !comment.deleted && parentOf(comment) === above && squeezed(comment.content) === squeezed(sought.content),
      result: { ref: { id: refId('comment', comment.id), url: comment.ap_id } },
    }))
  })
}

export function findMessage(call: Call, sought: { content: string; to: number }, since: Date): Promise<Found> {
  return look(call, since, async (page) => {
    const query = { unread_only: false, page, limit: pageSize }
    const { private_messages: messages } = await read<{ private_messages: MessageView[] }>(
      wireOf(call),
      '/private_message/list',
      query,
    )
    return messages.map(({ private_message: one }) => ({
      at: momentOf(one.published),
      like:
        one.recipient_id === sought.to &&
        String(one.creator_id) === call.account.remoteId &&
        squeezed(one.content) === squeezed(sought.content),
      result: { ref: { id: refId('message', one.id) } },
    }))
  })
}

const details = (call: Call, page: number) =>
  read<PersonDetails>(wireOf(call), '/user', { person_id: call.account.remoteId, sort: 'New', page, limit: pageSize })

type Seen = { at: Date; like: boolean; result: StepResult }

async function look(call: Call, since: Date, pageOf: (page: number) => Promise<Seen[]>): Promise<Found> {
  const from = since.getTime() - skewMs
  for (let page = 1; page <= mostPages; page++) {
    const seen = await pageOf(page)
    const hit = seen.find((one) => one.like && one.at.getTime() >= from)
    if (hit) return { found: true, result: hit.result }
    if (seen.length < pageSize || seen.some((one) => one.at.getTime() < from)) return absent(call, since)
  }
  return { found: false, sure: false, note: `more than ${pageSize * mostPages} stand since then` }
}

function absent(call: Call, since: Date): Found {
  return absentSince(call, since)
}

const squeezed = (text: unknown) => (typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '')
