import { NetworkFailure } from '../../../kernel/failure.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { Call, Interaction, Step } from '../../contract.ts'
import { plainText } from '../../rich-text.ts'
import { lookedFor } from '../newest-first/looked-for.ts'
import { listOf, momentOf, objectOf, textOf } from './deliveries.ts'
import type { Shown } from './hear-on.ts'
import type { Place } from './heard-once.ts'
import { type Listed, listed, onward, pageIn } from './paging.ts'
import { sameText } from './same-text.ts'
import { ask, type GraphWire } from './wire.ts'

/** Where the conversations of an account stand, and by which id it speaks in them. */
export type Talks = { wire: (call: Call) => GraphWire; place: (call: Call) => string; platform: string }

type Person = { id: string; name?: string; username?: string }
type File = { mime_type?: string; image_data?: { url: string }; file_url?: string; video_data?: { url: string } }
type Message = {
  id: string
  message?: string
  created_time: string
  from?: Person
  attachments?: Listed<File>
}
type Thread = { id: string; updated_time: string; participants?: Listed<Person>; messages?: Listed<Message> }

const messageFields = 'id,message,created_time,from,attachments{mime_type,file_url,image_data,video_data}'
const dayMs = 24 * 3_600_000

/** A day: https://developers.facebook.com/docs/messenger-platform/policy/policy-overview (read 2026-11-22). */
export const answerableUntil = (to: Interaction) =>
  to.kind === 'message' ? new Date(to.at.getTime() + dayMs) : undefined

/** Conversations, the last written in first, each with its newest messages. */
export async function conversations(call: Call, talks: Talks, after?: string): Promise<Shown[]> {
  const fields = `id,updated_time,participants,messages.limit(20){${messageFields}}`
  const params = { fields, platform: talks.platform, limit: 25 }
  const place = talks.place(call)
  const { items, cursor } = await listed<Thread>(talks.wire(call), `${place}/conversations`, params, after)
  const oldest = items.at(-1)
  const id = oldest?.messages?.data?.[0]?.id
  const last: Shown['last'] = id && oldest ? { kind: 'message', id, at: momentOf(oldest.updated_time) } : undefined
  return [...items.map((thread) => messagesIn(call, thread)), { items: [], last, ...onward('talks', place, cursor) }]
}

/** Further messages of the conversation with one person. */
export async function furtherMessages(call: Call, talks: Talks, { of, after, few }: Place): Promise<Shown[]> {
  const from = after ? `.after(${after})` : ''
  const fields = `id,updated_time,participants,messages.limit(${few ? 20 : 100})${from}{${messageFields}}`
  const params = { user_id: of, platform: talks.platform, fields }
  const { items } = await listed<Thread>(talks.wire(call), `${talks.place(call)}/conversations`, params)
  return items.map((thread) => messagesIn(call, thread))
}

function messagesIn(call: Call, thread: Thread): Shown {
  const { items: messages, cursor } = pageIn(thread.messages ?? {})
  const items = messages.map((one) => written(call, one, thread))
  const person = thread.participants?.data?.find((one) => one.id !== call.account.remoteId)
  return { items, last: items.at(-1), ...(person ? onward('messages', person.id, cursor) : {}) }
}

function written(call: Call, message: Message, thread: Thread): Interaction {
  const isUs = (one: Person | undefined) => one?.id === call.account.remoteId
  const own = isUs(message.from)
  const other = thread.participants?.data?.find((one) => !isUs(one))
  const person = (own ? other : message.from) ?? { id: 'unknown' }
  return {
    id: message.id,
    kind: 'message',
    at: momentOf(message.created_time),
    author: namedAs(person),
    text: message.message ?? '',
    under: { id: person.id },
    media: (message.attachments?.data ?? []).flatMap(fileIn),
    ...(own ? { own: true } : {}),
  }
}

const namedAs = ({ id, name, username }: Person): Interaction['author'] => ({
  id,
  handle: username ?? name ?? id,
  name: name ?? username ?? id,
})

function fileIn(one: File): Interaction['media'] {
  const url = one.image_data?.url ?? one.video_data?.url ?? one.file_url
  return url ? [{ kind: one.image_data ? 'image' : one.video_data ? 'video' : 'document', url }] : []
}

/** An answer in a conversation, which is looked for there when nobody knows whether it arrived. */
export const answer = (talks: Talks, to: Interaction, text: string): Step => ({
  name: 'reply',
  role: 'post',
  again: { way: 'look-first' },
  run: (call) => send(call, talks, { id: to.author.id }, text),
  find: (call, _key, _done, since) =>
    lookedFor<Message>(call, since, {
      page: async () => ({ items: await messagesWith(call, talks, to.author.id) }),
      at: (one) => momentOf(one.created_time),
      fits: (one) => one.from?.id === call.account.remoteId && sameText(one.message ?? '', plainText(text)),
      result: (one) => ({ ref: { id: one.id } }),
    }),
})

async function messagesWith(call: Call, talks: Talks, person: string): Promise<Message[]> {
  const fields = `id,messages.limit(50){${messageFields}}`
  const params = { user_id: person, platform: talks.platform, fields }
  const { items } = await listed<Thread>(talks.wire(call), `${talks.place(call)}/conversations`, params)
  return items[0]?.messages?.data ?? []
}

export async function send(
  call: Call,
  talks: Talks,
  recipient: { id: string } | { comment_id: string },
  text: string,
): Promise<{ ref: { id: string } }> {
  const params = { recipient, messaging_type: 'RESPONSE', message: { text: plainText(text) } }
  const path = `${talks.place(call)}/messages`
  const sent = await ask<{ message_id?: string }>(talks.wire(call), { method: 'POST', path, params, writes: true })
  if (!sent.message_id) throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
  return { ref: { id: sent.message_id } }
}

/** A message as a delivery tells it; `self` is the id of the account it was delivered for. */
export function messageIn(self: string, value: JsonObject): Interaction | undefined {
  const told = objectOf(value.message)
  const id = textOf(told.mid)
  if (id === '') return undefined
  const sender = textOf(objectOf(value.sender).id)
  const own = told.is_echo === true || sender === self
  const person = own ? textOf(objectOf(value.recipient).id) : sender
  return {
    id,
    kind: 'message',
    at: momentOf(value.timestamp),
    author: { id: person, handle: person, name: person },
    text: textOf(told.text),
    under: { id: person },
    media: listOf(told.attachments).map(attachedIn),
    ...(own ? { own: true } : {}),
    ...(told.is_deleted === true ? { deleted: true } : {}),
  }
}

const attachedIn = (one: JsonObject) => ({
  kind: textOf(one.type) || 'document',
  url: textOf(objectOf(one.payload).url),
})
