import { NetworkFailure } from '../../kernel/failure.ts'
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

const writing = [
  ...['can_send_messages', 'can_send_audios', 'can_send_documents', 'can_send_photos', 'can_send_videos'],
  ...['can_send_video_notes', 'can_send_voice_notes', 'can_send_polls', 'can_send_other_messages'],
]

const dayMs = 24 * 3_600_000

/** What a person may write, until the day is over or for good; never more than the group allows everybody: https://core.telegram.org/bots/api#restrictchatmember (read 2026-11-22). */
async function restrict(call: Call, what: Interaction, may: boolean): Promise<void> {
  if (byChannel(what))
    throw new NetworkFailure('rejected', 'a channel that writes in a group cannot be muted: block it instead')
  const until = Math.floor((call.clock.now().getTime() + dayMs) / 1000)
  const permissions = Object.fromEntries(writing.map((name) => [name, may]))
  const params = { ...author(what), permissions, ...(may ? {} : { until_date: until }) }
  await ask(botOf(call), { method: 'restrictChatMember', params })
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
  mute: (call, what) => restrict(call, what, false),
  unmute: (call, what) => restrict(call, what, true),
  like: (call, what) => react(call, what, [{ type: 'emoji', emoji: '👍' }]),
  unlike: (call, what) => react(call, what, []),
}
