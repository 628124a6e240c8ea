import type { JsonObject } from '../../../kernel/json.ts'
import { chatNamed, needsRight, placeOf, refuseOutsider } from './chats.ts'
import { type Desk, fingerprint, nowSeconds, shown } from './desk.ts'
import type { Given } from './params.ts'
import { bad } from './refusals.ts'
import { filesOf, takeItem } from './send.ts'
import { at, type BotState, type ChatState, type FileState, type Kept, type State } from './state.ts'
import { readKeyboard, readText } from './texts.ts'

const mediaFields = ['photo', 'video', 'animation', 'audio', 'document']
const hasMedia = (body: JsonObject) => mediaFields.some((field) => field in body)

function ownMessage({ kept: { state } }: Desk, bot: BotState, given: Given): { chat: ChatState; message: Kept } {
  const chat = chatNamed(state, given)
  if (chat.type !== 'private') refuseOutsider(chat, placeOf(state, chat.id, bot))
  const message = state.messages.get(at(chat.id, given.number('message_id') ?? 0))
  if (!message) throw bad('message to edit not found')
  const mayEdit = placeOf(state, chat.id, bot).rights.can_edit_messages === true && chat.type === 'channel'
  if (!('bot' in message.by && message.by.bot === bot.id) && !mayEdit) throw bad("message can't be edited")
  return { chat, message }
}

export function editMessageText(desk: Desk, bot: BotState, given: Given): JsonObject {
  const { chat, message } = ownMessage(desk, bot, given)
  if (typeof message.body.text !== 'string') throw bad('there is no text in the message to edit')
  const { text, entities } = readText(given, 'text', 'entities')
  if (text === '') throw bad('message text is empty')
  const preview = given.object('link_preview_options')
  const body: JsonObject = {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview ? { link_preview_options: JSON.parse(JSON.stringify(preview)) as JsonObject } : {}),
  }
  return replace(desk, chat, message, body, given, text)
}

export function editMessageCaption(desk: Desk, bot: BotState, given: Given): JsonObject {
  const { chat, message } = ownMessage(desk, bot, given)
  if (!hasMedia(message.body)) throw bad('there is no caption in the message to edit')
  const { text, entities } = readText(given, 'caption', 'caption_entities')
  const kept = Object.fromEntries(
    Object.entries(message.body).filter(([name]) => mediaFields.includes(name) || name === 'has_media_spoiler'),
  )
  const body: JsonObject = {
    ...kept,
    ...(text ? { caption: text } : {}),
    ...(entities.length > 0 ? { caption_entities: entities } : {}),
    ...(given.flag('show_caption_above_media') ? { show_caption_above_media: true } : {}),
  }
  return replace(desk, chat, message, body, given, text)
}

export async function editMessageMedia(desk: Desk, bot: BotState, given: Given): Promise<JsonObject> {
  const { chat, message } = ownMessage(desk, bot, given)
  if ('poll' in message.body) throw bad("message can't be edited")
  const { taken, body, text } = await takeItem(desk, given.object('media'))
  if (message.album) refuseOtherAlbum(message.body, body)
  return replace(desk, chat, message, body, given, text, filesOf([taken]))
}

function refuseOtherAlbum(before: JsonObject, after: JsonObject): void {
  const kind = (body: JsonObject) => ('audio' in body ? 'audio' : 'document' in body ? 'document' : 'visual')
  if (kind(before) !== kind(after)) throw bad("media of this type can't stand in the album")
}

function replace(
  desk: Desk,
  chat: ChatState,
  message: Kept,
  content: JsonObject,
  given: Given,
  text: string,
  files: Record<string, FileState> = {},
): JsonObject {
  const keyboard = readKeyboard(given)
  if (keyboard && message.album) throw bad('an album takes no buttons')
  const body = keyboard ? { ...content, reply_markup: keyboard } : content
  if (fingerprint(sortedBody(body)) === fingerprint(sortedBody(message.body)))
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  const isFirst = message.object === at(chat.id, message.id)
  desk.kept.commit(
    { do: 'change', chat: chat.id, id: message.id, body, at: nowSeconds(desk), files },
    { account: chat.account, kind: 'edit', objectId: message.object, ...(isFirst ? { text } : {}) },
  )
  const now = desk.kept.state.messages.get(at(chat.id, message.id))
  return now ? shown(desk, now) : {}
}

const sortedBody = (body: JsonObject) => Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))

const twoDays = 48 * 3600

export function deleteMessage(desk: Desk, bot: BotState, given: Given): true {
  const { state, commit } = desk.kept
  const chat = chatNamed(state, given)
  const place = placeOf(state, chat.id, bot)
  if (chat.type !== 'private') refuseOutsider(chat, place)
  const id = given.number('message_id') ?? 0
  const message = state.messages.get(at(chat.id, id))
  if (!message) throw bad('message to delete not found')
  const own = 'bot' in message.by && message.by.bot === bot.id
  const anyMessage = place.rights.can_delete_messages === true && chat.type !== 'private' && chat.type !== 'group'
  const old = nowSeconds(desk) - message.date >= twoDays
  if (!anyMessage && (!own || old)) throw bad("message can't be deleted")
  const others = message.album ? albumOf(state, message).filter((one) => one.id !== id) : []
  commit(
    { do: 'delete', chat: chat.id, id },
    { account: chat.account, kind: others.length === 0 ? 'remove' : 'edit', objectId: message.object },
  )
  return true
}

const albumOf = (state: State, { album, chat }: Kept): Kept[] =>
  [...state.messages.values()].filter((one) => one.album === album && one.chat === chat)

export function pinChatMessage(desk: Desk, bot: BotState, given: Given): true {
  const { state, commit } = desk.kept
  const chat = chatNamed(state, given)
  needsRight(state, chat, bot, chat.type === 'channel' ? 'can_edit_messages' : 'can_pin_messages')
  const message = state.messages.get(at(chat.id, given.number('message_id') ?? 0))
  if (!message) throw bad('message to pin not found')
  commit({ do: 'pin', chat: chat.id, id: message.id }, { account: chat.account, kind: 'pin', objectId: message.object })
  return true
}

export function setMessageReaction(desk: Desk, bot: BotState, given: Given): true {
  const { state, commit } = desk.kept
  const chat = chatNamed(state, given)
  refuseOutsider(chat, placeOf(state, chat.id, bot))
  const message = state.messages.get(at(chat.id, given.number('message_id') ?? 0))
  if (!message) throw bad('message to react not found')
  const reaction = given.list('reaction') ?? []
  if (reaction.length > 1) throw bad('REACTIONS_TOO_MANY')
  const kind = reaction.length > 0 ? 'like' : 'unlike'
  commit(
    { do: 'react', chat: chat.id, id: message.id, updates: [] },
    { account: chat.account, kind, objectId: at(chat.id, message.id) },
  )
  return true
}

export const ban =
  (who: 'user_id' | 'sender_chat_id', banned: boolean) =>
  (desk: Desk, bot: BotState, given: Given): true => {
    const { state, commit } = desk.kept
    const chat = chatNamed(state, given)
    needsRight(state, chat, bot, 'can_restrict_members')
    const whom = given.number(who) ?? 0
    commit(
      { do: 'ban', chat: chat.id, who: whom, banned },
      { account: chat.account, kind: banned ? 'block' : 'unblock', objectId: at(chat.id, whom) },
    )
    return true
  }

/** Only of supergroups: https://core.telegram.org/bots/api#restrictchatmember (read 2026-11-22). */
export function restrictChatMember(desk: Desk, bot: BotState, given: Given): true {
  const { state, commit } = desk.kept
  const chat = chatNamed(state, given)
  if (chat.type !== 'supergroup') throw bad('method is available only for supergroups')
  needsRight(state, chat, bot, 'can_restrict_members')
  const whom = given.number('user_id') ?? 0
  if (whom < 0) throw bad('PARTICIPANT_ID_INVALID')
  const mayWrite = given.object('permissions')?.can_send_messages === true
  const until = given.number('until_date')
  if (!mayWrite && until !== undefined && until <= nowSeconds(desk)) throw bad('until_date is in the past')
  commit(
    { do: 'restrict', chat: chat.id, who: whom, until: mayWrite ? null : (until ?? 0) },
    { account: chat.account, kind: mayWrite ? 'unmute' : 'mute', objectId: at(chat.id, whom) },
  )
  return true
}
