import { createHash } from 'node:crypto'
import type { WebhookRequest } from '../../contract.ts'
import { signatureOf } from '../deliveries.ts'
import type { Stage } from './stage.ts'
import type { EmLine, EmWish } from './state.ts'

/** What is delivered for a line of chat, signed by the secret that was given for it. */
export function deliveryOf(stage: Stage, line: EmLine, url: string, secret: string): WebhookRequest {
  const { state, now } = stage
  const channel = state.users.get(line.channel)
  const author = stage.site.people.all.find((one) => one.id === line.author)
  const condition = { broadcaster_user_id: line.channel, user_id: line.channel }
  const event = {
    ...{
      broadcaster_user_id: line.channel,
      broadcaster_user_login: channel?.login,
      broadcaster_user_name: channel?.name,
    },
    ...{ chatter_user_id: line.author, chatter_user_login: author?.handle, chatter_user_name: author?.name },
    message_id: line.id,
    message: {
      text: line.text,
      fragments: [{ type: 'text', text: line.text, cheermote: null, emote: null, mention: null }],
    },
    ...{ color: '#9146FF', badges: [], message_type: 'text', cheer: null, reply: replyOf(stage, line) },
    ...{ channel_points_custom_reward_id: null, source_broadcaster_user_id: null },
  }
  const wish = { id: stage.id(), type: 'channel.chat.message', version: '1', status: 'enabled', cost: 0, condition }
  return signed({ url, secret, type: 'notification', of: `${line.id} ${url}` }, { subscription: wish, event }, now())
}

/** What an address has to answer with just this word before it is believed. */
export const challengeOf = (wish: EmWish, at: Date): WebhookRequest & { word: string } => {
  const { id, callback: url, secret, type, version, condition } = wish
  const word = createHash('sha256').update(`${id} ${secret}`).digest('hex')
  const subscription = { id, type, version, condition, status: wish.status, created_at: wish.at, cost: 0 }
  const content = { challenge: word, subscription }
  return { ...signed({ url, secret, type: 'webhook_callback_verification', of: id }, content, at), word }
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-reference/#channel-chat-message-event (read 2026-11-22). */
function replyOf({ state, site }: Stage, { parent }: EmLine) {
  const above = state.lines.get(parent ?? '')
  if (!above) return null
  const user = state.users.get(above.author)
  const person = site.people.all.find((one) => one.id === above.author)
  const [login, name] = user ? [user.login, user.name] : [person?.handle, person?.name]
  return {
    ...{ parent_message_id: above.id, parent_message_body: above.text },
    ...{ parent_user_id: above.author, parent_user_login: login, parent_user_name: name },
    ...{ thread_message_id: above.id, thread_user_id: above.author, thread_user_login: login, thread_user_name: name },
  }
}

type Message = { url: string; secret: string; type: string; of: string }

/** Told again, it has the same id: https://dev.twitch.tv/docs/eventsub/#handling-duplicate-events (read 2026-11-22). */
function signed({ url, secret, type, of }: Message, content: object, at: Date): WebhookRequest {
  const body = Buffer.from(JSON.stringify(content))
  const id = uuidOf(`${type} ${of}`)
  const moment = at.toISOString()
  return {
    method: 'POST',
    url,
    query: {},
    body,
    headers: {
      'content-type': 'application/json',
      'twitch-eventsub-message-id': id,
      'twitch-eventsub-message-retry': '0',
      'twitch-eventsub-message-type': type,
      'twitch-eventsub-message-timestamp': moment,
      'twitch-eventsub-message-signature': signatureOf(secret, id, moment, body),
    },
  }
}

const uuidOf = (name: string) =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
