import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction, Person, RemoteRef } from '../contract.ts'
import { type Chat, type Message, messageUrl, refId, type Update, type User } from './bot-api.ts'

/** Which post a thread of a discussion group belongs to: `group/thread` → `channel/post`. */
export type Roots = Record<string, string>

/** What happened, as interactions; `roots` learns the copies of posts seen on the way. */
export function readUpdates(updates: Update[], roots: Roots): Interaction[] {
  return updates.flatMap((update) => {
    const { message, edited_message: edited, message_reaction: reaction } = update
    if (message?.is_automatic_forward) learn(message, roots)
    if (message) return spoken(message, roots)
    if (edited) return spoken(edited, roots)
    return reaction ? reacted(reaction, update.update_id, roots) : []
  })
}

function learn({ chat, message_id: id, forward_origin: origin }: Message, roots: Roots): void {
  if (origin?.chat && origin.message_id !== undefined)
    roots[refId(chat.id, id)] = refId(origin.chat.id, origin.message_id)
}

/** Copies of the channel's own posts and notices of the service are nobody's words. */
function spoken(message: Message, roots: Roots): Interaction[] {
  const text = message.text ?? message.caption ?? message.sticker?.emoji ?? ''
  const media = mediaOf(message)
  const author = message.sender_chat ? personOfChat(message.sender_chat) : message.from && personOf(message.from)
  if (message.is_automatic_forward || !author || (text === '' && media.length === 0)) return []
  const { chat, message_id: id, reply_to_message: answered } = message
  const thread = message.message_thread_id ?? answered?.message_id
  const under = thread === undefined ? undefined : underOf(message, thread, roots)
  const url = messageUrl(chat, id)
  return [
    {
      id: refId(chat.id, id),
      kind: kindOf(message, thread),
      at: new Date(message.date * 1000),
      author,
      text,
      media,
      ...(under ? { under } : {}),
      ...(answered && answered.message_id !== thread ? { replyTo: refId(chat.id, answered.message_id) } : {}),
      ...(url ? { url } : {}),
      ...(message.edit_date ? { edited: true, editedAt: new Date(message.edit_date * 1000) } : {}),
      raw: rawOf(chat, id),
    },
  ]
}

function kindOf({ chat, reply_to_message: answered }: Message, thread: number | undefined): Interaction['kind'] {
  if (chat.type === 'private' || thread === undefined) return 'message'
  return answered && answered.message_id !== thread ? 'reply' : 'comment'
}

function underOf({ chat, reply_to_message: answered }: Message, thread: number, roots: Roots): RemoteRef {
  if (answered?.is_automatic_forward) learn(answered, roots)
  return { id: roots[refId(chat.id, thread)] ?? refId(chat.id, thread) }
}

/** A file of Telegram has an address only together with the bot's token, so its id is kept instead. */
function mediaOf(message: Message): Interaction['media'] {
  const photo = message.photo?.at(-1)
  const { video, animation, audio, voice, document, sticker } = message
  const found: [string, { file_id: string } | undefined][] = [
    ['image', photo],
    ['video', video],
    ['gif', animation],
    ['audio', audio ?? voice],
    ['document', animation ? undefined : document],
    ['image', sticker],
  ]
  return found.flatMap(([kind, file]) => (file ? [{ kind, url: `telegram-file:${file.file_id}` }] : []))
}

function reacted(reaction: NonNullable<Update['message_reaction']>, update: number, roots: Roots): Interaction[] {
  const { chat, message_id: id, user, actor_chat: actor, old_reaction: old, new_reaction: now } = reaction
  const added = now.filter((one) => !old.some((other) => other.emoji === one.emoji))
  const author = user ? personOf(user) : actor && personOfChat(actor)
  if (!author || added.length === 0) return []
  const under = { id: roots[refId(chat.id, id)] ?? refId(chat.id, id) }
  const text = added.map((one) => one.emoji ?? '').join('')
  return [
    {
      id: `reaction/${update}`,
      kind: 'reaction',
      at: new Date(reaction.date * 1000),
      author,
      text,
      under,
      media: [],
      raw: rawOf(chat, id),
    },
  ]
}

const rawOf = (chat: Chat, message: number): JsonObject => ({ chat: chat.id, chatType: chat.type, message })

const personOf = ({ id, username, first_name: first, last_name: last, is_bot: bot }: User): Person => ({
  id: String(id),
  handle: username ? `@${username}` : String(id),
  name: [first, last].filter(Boolean).join(' '),
  ...(username ? { url: `https://t.me/${username}` } : {}),
  ...(bot ? { bot } : {}),
})

const personOfChat = ({ id, username, title, first_name: first }: Chat): Person => ({
  id: String(id),
  handle: username ? `@${username}` : String(id),
  name: title ?? first ?? '',
  ...(username ? { url: `https://t.me/${username}` } : {}),
})
