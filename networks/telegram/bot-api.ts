/** What we read of the Bot API's objects (https://core.telegram.org/bots/api, 10.1). */
export type User = { id: number; is_bot: boolean; first_name: string; last_name?: string; username?: string }
export type Chat = {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
  username?: string
  first_name?: string
  last_name?: string
}
export type ChatFull = Chat & {
  linked_chat_id?: number
  description?: string
  photo?: { small_file_id: string }
  has_protected_content?: boolean
  permissions?: { can_send_messages?: boolean; can_pin_messages?: boolean }
}
export type Member = {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  is_member?: boolean
  can_send_messages?: boolean
  can_post_messages?: boolean
  can_edit_messages?: boolean
  can_delete_messages?: boolean
  can_restrict_members?: boolean
  can_pin_messages?: boolean
}
export type Message = {
  message_id: number
  message_thread_id?: number
  from?: User
  sender_chat?: Chat
  date: number
  edit_date?: number
  chat: Chat
  forward_origin?: { type: string; chat?: Chat; message_id?: number }
  is_automatic_forward?: boolean
  reply_to_message?: Message
  text?: string
  caption?: string
  photo?: { file_id: string; width: number }[]
  video?: { file_id: string }
  animation?: { file_id: string }
  audio?: { file_id: string }
  voice?: { file_id: string }
  document?: { file_id: string }
  sticker?: { file_id: string; emoji?: string }
}
export type Reaction = { type: string; emoji?: string }
export type Update = {
  update_id: number
  message?: Message
  edited_message?: Message
  message_reaction?: {
    chat: Chat
    message_id: number
    user?: User
    actor_chat?: Chat
    date: number
    old_reaction: Reaction[]
    new_reaction: Reaction[]
  }
}

/** What the desk asks to be told of. Reactions come only when named, and only to administrators. */
export const wantedUpdates = ['message', 'edited_message', 'message_reaction']

/** A message's name across chats. */
export const refId = (chat: number | string, message: number | string): string => `${chat}/${message}`

export function partsOfRef(id: string): { chat: number; message: number } {
  const [chat, message] = id.split('/').map(Number)
  if (!Number.isSafeInteger(chat) || !Number.isSafeInteger(message)) throw new Error(`${id} names no Telegram message`)
  return { chat: chat ?? 0, message: message ?? 0 }
}

/** Where people open it: by name in public chats, by number for members of private ones. Plain groups have no such address. */
export function messageUrl(chat: { id: number; username?: string }, message: number): string | undefined {
  if (chat.username) return `https://t.me/${chat.username}/${message}`
  const inner = /^-100(\d+)$/.exec(String(chat.id))?.[1]
  return inner ? `https://t.me/c/${inner}/${message}` : undefined
}
