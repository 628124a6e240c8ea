import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import { type Channel, idAt, isNewer, type Message, refOf } from './api.ts'
import { serverOf } from './channels.ts'
import { ask, wireOf } from './client.ts'
import { hasCode } from './failures.ts'
import { inMarkdown } from './markdown.ts'
import type { Part } from './message.ts'

export type Sought = { part: Part; replyTo: string | undefined }

const skewMs = 2 * 60_000
export const pageSize = 100
const mostPages = 10

/** Looks among the bot's own messages of the channel for one that says this and was made since that moment. */
export async function findMessage(call: Call, channel: string, sought: Sought, since: Date): Promise<Found> {
  let after = idAt(new Date(since.getTime() - skewMs))
  for (let page = 0; page < mostPages; page++) {
    const messages = await messagesAfter(call, channel, after)
    const hit = messages.find((one) => isLike(one, sought, call))
    if (hit) return { found: true, result: { ref: refOf(hit, call.account.remoteId) } }
    if (messages.length < pageSize) return absent(call, since)
    after = messages.at(-1)?.id ?? after
  }
  return { found: false, sure: false, note: `more than ${pageSize * mostPages} messages were written since` }
}

/** Oldest first. */
export async function messagesAfter(call: Call, channel: string, after: string): Promise<Message[]> {
  const query = { after, limit: pageSize }
  const page = await ask<Message[]>(wireOf(call), { path: `/channels/${channel}/messages`, query })
  return page.sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
}

/** A thread's first message has the thread's own id. */
export async function findPost(call: Call, forum: string, name: string, sought: Sought, since: Date): Promise<Found> {
  const { threads } = await ask<{ threads: Channel[] }>(wireOf(call), {
    path: `/guilds/${call.account.remoteId}/threads/active`,
  })
  const oldest = idAt(new Date(since.getTime() - skewMs))
  const near = threads.filter((one) => one.parent_id === forum && one.name === name && isNewer(one.id, oldest))
  for (const thread of near) {
    const first = await ask<Message>(wireOf(call), { path: `/channels/${thread.id}/messages/${thread.id}` }).catch(
      goneOr,
    )
    if (first && isLike(first, sought, call))
      return { found: true, result: { ref: refOf(first, call.account.remoteId) } }
  }
  return absent(call, since)
}

export function goneOr(error: unknown): undefined {
  if (!hasCode(error, 10008, 10003)) throw error
}

function absent(call: Call, since: Date): Found {
  return absentSince(call, since)
}

function isLike(message: Message, { part, replyTo }: Sought, call: Call): boolean {
  return (
    message.author.id === serverOf(call.account.facts).botId &&
    message.content === inMarkdown(part.text).trim() &&
    message.attachments.length >= part.media.length &&
    (message.poll?.question.text ?? '') === (part.poll?.question ?? '').trim() &&
    (message.message_reference?.message_id ?? undefined) === replyTo
  )
}
