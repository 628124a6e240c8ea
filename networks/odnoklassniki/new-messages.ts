import type { Call, Interaction } from '../contract.ts'
import { heardMessage, messagesOf } from './chats.ts'
import { graph, wireOf } from './client.ts'

/** Up to which moment messages were read; and chats still to be read up to a later one. */
export type SeenMessages = { message: number; waiting?: { upTo: number; chats: string[] } }
type Chat = { chat_id: string; last_event_time?: number }

/**
 * Messages after that moment, up to the newest event known when the chats were listed, of as many chats as calls allow. The
 * first time only the last one of each chat is read.
 */
export async function pollMessages(
  call: Call,
  { message: after, waiting }: SeenMessages,
  calls: number,
): Promise<{ items: Interaction[]; written: SeenMessages }> {
  const { upTo, chats } = waiting ?? (await changedSince(call, after))
  const items: Interaction[] = []
  for (const chat of chats.slice(0, calls)) {
    const query: Record<string, number> = after === 0 ? { count: 1 } : { count: 100, from: upTo, to: after + 1 }
    const messages = await messagesOf(call, chat, query)
    const fresh = messages.filter(({ timestamp = 0 }) => timestamp > after && timestamp <= upTo)
    items.push(...fresh.flatMap((one) => heardMessage(one, call.account.remoteId)))
  }
  const left = chats.slice(calls)
  const written = left.length > 0 ? { message: after, waiting: { upTo, chats: left } } : { message: upTo }
  return { items, written }
}

async function changedSince(call: Call, after: number): Promise<{ upTo: number; chats: string[] }> {
  const { chats = [] } = await graph<{ chats?: Chat[] }>(wireOf(call), { path: '/me/chats', query: { count: 50 } })
  const changed = chats.filter((one) => (one.last_event_time ?? 0) > after)
  const upTo = Math.max(after, ...changed.map((one) => one.last_event_time ?? 0))
  return { upTo, chats: changed.map((one) => one.chat_id) }
}
