import type { JsonObject } from '../../../kernel/json.ts'
import type { LabPerson } from '../../lab/people.ts'
import { at, type BotState, type ChatState, type Kept, type State } from './state.ts'

/** How the emulator's things look in the API's own shapes. */

export const showBot = ({ id, name, username }: BotState): JsonObject => ({
  id,
  is_bot: true,
  first_name: name,
  username,
})

export const showMe = (bot: BotState): JsonObject => ({
  ...showBot(bot),
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
})

export function showChat({ id, type, title, username }: ChatState): JsonObject {
  const named: JsonObject = type === 'private' ? { first_name: title } : { title }
  return { id, type, ...named, ...(username ? { username } : {}) }
}

export const showFullChat = (chat: ChatState): JsonObject => ({
  ...showChat(chat),
  accent_color_id: 3,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
    gifts_from_channels: true,
  },
  ...(chat.linked ? { linked_chat_id: chat.linked } : {}),
  ...(chat.type === 'channel' || chat.type === 'private'
    ? {}
    : { permissions: { can_send_messages: true, can_pin_messages: false } }),
})

/** A person's number is made of their place in the cast, so that it is the same in every run. */
export const personNumber = (person: { id: string }): number => {
  let number = 0
  for (const sign of person.id) number = (number * 131 + sign.charCodeAt(0)) % 900_000_000
  return 100_000_000 + number
}

export const showPerson = (person: LabPerson): JsonObject => ({
  id: personNumber(person),
  is_bot: false,
  first_name: person.name.split(' ')[0] ?? person.name,
  ...(person.name.includes(' ') ? { last_name: person.name.slice(person.name.indexOf(' ') + 1) } : {}),
  username: person.handle.replace(/\W/g, '_'),
  language_code: person.locale,
})

export function showMessage(
  state: State,
  kept: Kept,
  people: (handle: string) => LabPerson | undefined,
  deep = true,
): JsonObject {
  const chat = state.chats.get(kept.chat)
  if (!chat) throw new Error(`the message ${at(kept.chat, kept.id)} is in no chat`)
  const answered = deep && kept.replyTo !== undefined ? state.messages.get(at(kept.chat, kept.replyTo)) : undefined
  return {
    message_id: kept.id,
    ...(kept.thread === undefined || chat.type === 'channel' ? {} : { message_thread_id: kept.thread }),
    ...authorOf(state, kept, chat, people),
    date: kept.date,
    chat: showChat(chat),
    ...copyOf(state, kept),
    ...(answered ? { reply_to_message: showMessage(state, answered, people, false) } : {}),
    ...(kept.editDate === undefined ? {} : { edit_date: kept.editDate }),
    ...(kept.protected ? { has_protected_content: true } : {}),
    ...(kept.album ? { media_group_id: kept.album } : {}),
    ...kept.body,
  }
}

/** In a channel it is the channel that speaks; in a group, the bot or the person. */
function authorOf(
  state: State,
  { by }: Kept,
  chat: ChatState,
  people: (handle: string) => LabPerson | undefined,
): JsonObject {
  if (chat.type === 'channel') return { sender_chat: showChat(chat) }
  if ('bot' in by) {
    const bot = state.bots.get(by.bot)
    return bot ? { from: showBot(bot) } : {}
  }
  if ('channel' in by) {
    const channel = state.chats.get(by.channel)
    return {
      from: { id: 777_000, is_bot: false, first_name: 'Telegram' },
      ...(channel ? { sender_chat: showChat(channel) } : {}),
    }
  }
  const person = people(by.person)
  return person ? { from: showPerson(person) } : {}
}

function copyOf(state: State, { copyOf: origin, date }: Kept): JsonObject {
  const channel = origin && state.chats.get(origin.chat)
  if (!origin || !channel) return {}
  const source = { type: 'channel', date, chat: showChat(channel), message_id: origin.id }
  return { forward_origin: source, is_automatic_forward: true }
}
