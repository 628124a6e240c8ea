import type { Json } from '../../kernel/json.ts'
import type { Call, Edit, OwnPosts, ReadBack, RemotePost, RemoteRef, Remove } from '../contract.ts'
import type { Attachment, Message } from './bot-api.ts'
import { ask, botOf, chatOf } from './client.ts'
import { isMissing } from './failures.ts'
import { isFile } from './find.ts'
import { attachedBefore } from './media.ts'
import { bodyOf } from './publish.ts'
import { refOf } from './refs.ts'

/** "Messages sent less than 24 hours ago" (DELETE /messages, dev.max.ru). */
export const removableForMs = 24 * 3_600_000

export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const files = []
    for (const file of content.parts[0]?.media ?? []) files.push(await attachedBefore(call, file, done))
    const json = bodyOf(content, files)
    await ask(botOf(call), { method: 'PUT', path: '/messages', query: { message_id: ref.id }, json })
    return { ref }
  },
}

export const remove: Remove = async (call, ref) => {
  if ((await messageNow(call, ref)) === 'gone') return 'already-gone'
  await removeMessage(call, ref.id)
  return 'removed'
}

export const removeMessage = (call: Call, mid: string): Promise<unknown> =>
  ask(botOf(call), { method: 'DELETE', path: '/messages', query: { message_id: mid } })

export const readBack: ReadBack = async (call, ref) => {
  const message = await messageNow(call, ref)
  return message === 'gone' ? 'gone' : postOf(message, call)
}

export async function messageNow(call: Call, ref: RemoteRef): Promise<Message | 'gone'> {
  try {
    return await ask<Message>(botOf(call), { path: `/messages/${encodeURIComponent(ref.id)}` })
  } catch (error) {
    if (isMissing(error)) return 'gone'
    throw error
  }
}

const pageSize = 100

/** Newest first. The cursor is the moment before which the next page lies. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const query = { chat_id: chatOf(call.account), count: pageSize, ...(cursor ? { from: cursor } : {}) }
  const { messages } = await ask<{ messages: Message[] }>(botOf(call), { path: '/messages', query })
  const items = messages.filter((one) => isOwn(one, call)).map((one) => postOf(one, call))
  const last = messages.at(-1)
  return { items, ...(messages.length < pageSize || !last ? {} : { cursor: String(last.timestamp - 1) }) }
}

/** A channel's posts have no sender. */
const isOwn = ({ sender }: Message, { account }: Call) => sender === undefined || sender.user_id === account.facts.botId

function postOf(message: Message, call: Call): RemotePost {
  return {
    ref: refOf(message),
    text: message.body.text ?? '',
    at: new Date(message.timestamp),
    author: { id: String(message.sender?.user_id ?? call.account.remoteId), handle: call.account.handle },
    media: (message.body.attachments ?? []).filter((one) => isFile(one.type)).map(mediaOf),
    raw: JSON.parse(JSON.stringify(message)) as Json,
  }
}

export function mediaOf({ type, payload }: Attachment): { kind: string; url?: string } {
  return { kind: type === 'file' ? 'document' : type, ...(payload?.url ? { url: payload.url } : {}) }
}
