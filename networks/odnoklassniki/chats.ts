import { NetworkFailure } from '../../kernel/failure.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Call, Found, Interaction, Step } from '../contract.ts'
import { plainText } from '../rich-text.ts'
import { graph, wireOf } from './client.ts'
import { squeezed } from './find.ts'

export type ChatMessage = {
  sender?: { user_id?: string; name?: string }
  recipient?: { chat_id?: string }
  message?: { text?: string; mid?: string; attachments?: { type: string; payload?: { url?: string } }[] }
  timestamp?: number
}

export async function messagesOf(call: Call, chat: string, query: Record<string, number>): Promise<ChatMessage[]> {
  const told = await graph<{ messages?: ChatMessage[] }>(wireOf(call), { path: `/me/messages/${chat}`, query })
  return told.messages ?? []
}

/** A delivery has the same form as what is read. Anything else gives nothing. */
export function heardMessage(said: ChatMessage, group?: string): Interaction[] {
  const { mid, text = '', attachments = [] } = said.message ?? {}
  const chat = said.recipient?.chat_id
  const from = said.sender?.user_id
  if (typeof mid !== 'string' || typeof from !== 'string' || typeof chat !== 'string') return []
  const id = from.split(':').at(-1) ?? ''
  const own = from.startsWith('group:') && (group === undefined || id === group)
  return [
    {
      id: mid,
      kind: 'message',
      at: new Date(said.timestamp ?? 0),
      author: { id, handle: id, name: said.sender?.name ?? id, url: `https://ok.ru/profile/${id}` },
      text,
      under: { id: chat },
      media: attachments.flatMap((one) => (one.payload?.url ? [{ kind: kindOf(one.type), url: one.payload.url }] : [])),
      ...(own ? { own: true } : {}),
      raw: { chat },
    },
  ]
}

const kindOf = (type: string) => ({ IMAGE: 'image', VIDEO: 'video', AUDIO: 'audio' })[type] ?? 'document'

type Recipient = { chat_id: string } | { user_ids: string[] }

/** Messages have no key: after a lost answer the chat is read. */
export function messageStep(to: Interaction, text: string): Step {
  const chat = chatOf(to.raw)
  const recipient: Recipient = chat ? { chat_id: chat } : { user_ids: [`user:${to.author.id}`] }
  return {
    name: 'post',
    role: 'post',
    again: chat ? { way: 'look-first' } : { way: 'never' },
    run: async (call) => {
      const json = { recipient, message: { text: plainText(text) } } as JsonObject
      const path = chat ? `/me/messages/${chat}` : '/me/messages'
      const told = await graph<{ message_id?: string; message_ids?: string[] }>(wireOf(call), {
        path,
        json,
        writes: true,
      })
      const id = told.message_id ?? told.message_ids?.[0]
      if (id) return { ref: { id } }
      throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
    },
    ...(chat ? { find: (call, _key, _done, since) => findMessage(call, chat, text, since) } : {}),
  }
}

async function findMessage(call: Call, chat: string, text: string, since: Date): Promise<Found> {
  const messages = await messagesOf(call, chat, { count: 50 })
  const found = messages.find(
    (one) =>
      one.sender?.user_id === `group:${call.account.remoteId}` &&
      (one.timestamp ?? 0) >= since.getTime() - 120_000 &&
      squeezed(one.message?.text ?? '') === squeezed(plainText(text)),
  )
  if (found?.message?.mid) return { found: true, result: { ref: { id: found.message.mid } } }
  return { found: false, sure: call.clock.now().getTime() - since.getTime() >= 120_000 }
}

const chatOf = (raw: Json | undefined) =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && typeof raw.chat === 'string' ? raw.chat : undefined
