import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, botOf, type Params } from './client.ts'
import { placeOf } from './inbox.ts'
import { removeMessage } from './remove.ts'

const author = (what: Interaction): Params => ({ chat_id: placeOf(what).chat, user_id: Number(what.author.id) })

/** A channel speaking in a group is put out by another method than a person. */
const byChannel = (what: Interaction) => Number(what.author.id) < 0
const channel = (what: Interaction): Params => ({ chat_id: placeOf(what).chat, sender_chat_id: Number(what.author.id) })

const react = async (call: Call, what: Interaction, reaction: { type: string; emoji: string }[]) => {
  const { chat, message } = placeOf(what)
  await ask(botOf(call), { method: 'setMessageReaction', params: { chat_id: chat, message_id: message, reaction } })
}

/** Each is the same done twice as once. */
export const moderate: Moderate = {
  delete: async (call, what) => {
    const { chat, message } = placeOf(what)
    await removeMessage(call, chat, message)
  },
  block: async (call, what) => {
    if (byChannel(what)) await ask(botOf(call), { method: 'banChatSenderChat', params: channel(what) })
    else await ask(botOf(call), { method: 'banChatMember', params: author(what) })
  },
  unblock: async (call, what) => {
    if (byChannel(what)) await ask(botOf(call), { method: 'unbanChatSenderChat', params: channel(what) })
    else await ask(botOf(call), { method: 'unbanChatMember', params: { ...author(what), only_if_banned: true } })
  },
  like: (call, what) => react(call, what, [{ type: 'emoji', emoji: '👍' }]),
  unlike: (call, what) => react(call, what, []),
}
