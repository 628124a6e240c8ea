import type { Call, Profile } from '../contract.ts'
import type { ChatFull } from './bot-api.ts'
import { ask, botOf, chatOf } from './client.ts'

/** What the Bot API tells of a chat. A picture of it has no address without the bot's token, so only its absence is told. */
export async function profile(call: Call): Promise<Profile> {
  const chat = await ask<ChatFull>(botOf(call), { method: 'getChat', params: { chat_id: chatOf(call.account) } })
  const link = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/i.exec(chat.description ?? '')?.[0]
  return {
    name: chat.title ?? '',
    handle: chat.username ? `@${chat.username}` : String(chat.id),
    ...(chat.username ? { url: `https://t.me/${chat.username}` } : {}),
    description: chat.description ?? '',
    ...(link ? { link } : {}),
    ...(chat.photo ? {} : { picture: 'none' }),
    commentsOpen: chat.type !== 'channel' || chat.linked_chat_id !== undefined,
  }
}
