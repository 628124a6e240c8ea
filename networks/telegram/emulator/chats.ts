import type { JsonObject } from '../../../kernel/json.ts'
import type { Desk } from './desk.ts'
import type { Given } from './params.ts'
import { showBot, showFullChat, showMe } from './present.ts'
import { ApiRefusal, bad } from './refusals.ts'
import type { BotState, ChatState, Place, RightName, State } from './state.ts'

export const getMe = (_desk: Desk, bot: BotState) => showMe(bot)

/** Whoever is out of a private chat does not see that it exists. */
export function chatNamed(state: State, given: Given, name = 'chat_id'): ChatState {
  const asked = given.text(name) ?? ''
  const id = asked.startsWith('@') ? state.names.get(asked.slice(1).toLowerCase()) : Number(asked)
  const moved = id === undefined ? undefined : state.moved.get(id)
  if (moved !== undefined)
    throw new ApiRefusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: moved,
    })
  const chat = id === undefined ? undefined : state.chats.get(id)
  if (!chat) throw bad('chat not found')
  return chat
}

export const placeOf = (state: State, chat: number, bot: BotState): Place =>
  state.places.get(chat)?.get(bot.id) ?? { status: 'left', rights: {} }

export function getChat({ kept: { state } }: Desk, bot: BotState, given: Given): JsonObject {
  const chat = chatNamed(state, given)
  const { status } = placeOf(state, chat.id, bot)
  if (status === 'kicked') throw new ApiRefusal(403, `Forbidden: bot was kicked from the ${chat.type} chat`)
  if (status === 'left' && !chat.username) throw bad('chat not found')
  return showFullChat(chat)
}

export function getChatMemberCount({ kept: { state } }: Desk, bot: BotState, given: Given): number {
  const chat = chatNamed(state, given)
  refuseOutsider(chat, placeOf(state, chat.id, bot))
  return chat.followers + 2
}

export function getChatMember({ kept: { state } }: Desk, bot: BotState, given: Given): JsonObject {
  const chat = chatNamed(state, given)
  const asked = given.number('user_id')
  const member = state.bots.get(asked ?? 0)
  if (!member) throw bad('PARTICIPANT_ID_INVALID')
  if (placeOf(state, chat.id, bot).status === 'left' && !chat.username) throw bad('chat not found')
  const { status, rights } = placeOf(state, chat.id, member)
  const user = showBot(member)
  if (status === 'kicked') return { status, user, until_date: 0 }
  return status === 'administrator' ? { status, user, ...administratorRights(chat, rights) } : { status, user }
}

function administratorRights({ type }: ChatState, rights: Place['rights']): JsonObject {
  const has = (name: RightName) => rights[name] === true
  const everywhere = {
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: has('can_delete_messages'),
    can_manage_video_chats: false,
    can_restrict_members: has('can_restrict_members'),
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
  }
  return type === 'channel'
    ? { ...everywhere, can_post_messages: has('can_post_messages'), can_edit_messages: has('can_edit_messages') }
    : { ...everywhere, can_pin_messages: has('can_pin_messages') }
}

export function refuseOutsider(chat: ChatState, { status }: Place): void {
  const where = chat.type === 'channel' ? 'channel chat' : `${chat.type} chat`
  if (status === 'kicked') throw new ApiRefusal(403, `Forbidden: bot was kicked from the ${where}`)
  if (status === 'left') throw new ApiRefusal(403, `Forbidden: bot is not a member of the ${where}`)
}

/** The chat named in the call, where the bot may publish. */
export function writableChat(state: State, bot: BotState, given: Given): ChatState {
  const chat = chatNamed(state, given)
  if (chat.type === 'private') return chat
  const place = placeOf(state, chat.id, bot)
  refuseOutsider(chat, place)
  if (chat.type === 'channel' && !(place.status === 'administrator' && place.rights.can_post_messages))
    throw bad('need administrator rights in the channel chat')
  return chat
}

export function needsRight(state: State, chat: ChatState, bot: BotState, right: RightName): void {
  const place = placeOf(state, chat.id, bot)
  refuseOutsider(chat, place)
  if (place.status !== 'administrator' || !place.rights[right])
    throw bad(`not enough rights to ${right.replace('can_', '').replace('_', ' ')}`)
}
