import type { Call, RemoteRef, Remove } from '../contract.ts'
import { partsOfRef } from './bot-api.ts'
import { ask, botOf } from './client.ts'
import { said } from './failures.ts'
import { messagesOf } from './publish.ts'

/** "A message can only be deleted if it was sent less than 48 hours ago" (deleteMessage, Bot API 10.1). */
export const removableForMs = 48 * 3_600_000

/** Takes away everything the publication left: the post, its album, the thread's parts and the first comment. */
export const remove: Remove = async (call, ref, done) => {
  const others = Object.values(done).flatMap((one) => (one.ref && one.ref.id !== ref.id ? [one.ref] : []))
  let removed = false
  for (const one of [...others.reverse(), ref]) removed = (await removeMessages(call, one)) || removed
  return removed ? 'removed' : 'already-gone'
}

async function removeMessages(call: Call, ref: RemoteRef): Promise<boolean> {
  const { chat } = partsOfRef(ref.id)
  let removed = false
  for (const message of messagesOf(ref)) removed = (await removeMessage(call, chat, message)) || removed
  return removed
}

/** Deleting twice is the same as once; whether it was there is told by the answer. */
export async function removeMessage(call: Call, chat: number, message: number): Promise<boolean> {
  try {
    await ask(botOf(call), { method: 'deleteMessage', params: { chat_id: chat, message_id: message } })
    return true
  } catch (error) {
    if (said(error, /message to delete not found|MESSAGE_ID_INVALID/i)) return false
    throw error
  }
}
