import type { WebhookRequest } from '../../contract.ts'
import { signatureOf } from '../deliveries.ts'
import { Refused, type Stage } from './stage.ts'
import type { EmLine, EmWish } from './state.ts'

const types: Record<string, { version: string; needs: string[] }> = {
  'channel.chat.message': { version: '1', needs: ['broadcaster_user_id', 'user_id'] },
  'channel.follow': { version: '2', needs: ['broadcaster_user_id', 'moderator_user_id'] },
}

/** https://dev.twitch.tv/docs/eventsub/manage-subscriptions/ (read 2026-11-22). */
export function wishOperations({ byApp, state, commit, now, id }: Stage): void {
  const shown = (wish: EmWish) => ({
    ...{ id: wish.id, status: 'enabled', type: wish.type, version: wish.version, condition: wish.condition },
    ...{ created_at: wish.at, transport: { method: 'webhook', callback: wish.callback }, cost: 0 },
  })
  const totals = () => ({ total: state.wishes.size, total_cost: 0, max_total_cost: 10_000 })
  byApp('POST', '/eventsub/subscriptions', ({ body }) => {
    const given = body as {
      type: string
      version: string
      condition: Record<string, string>
      transport: { method: string; callback?: string; secret?: string }
    }
    const known = types[given.type]
    const { callback = '', secret = '' } = given.transport
    const wrong =
      !known ||
      known.version !== given.version ||
      known.needs.some((name) => !state.users.has(given.condition[name] ?? '')) ||
      given.transport.method !== 'webhook' ||
      !callback.startsWith('https://') ||
      secret.length < 10 ||
      secret.length > 100
    if (wrong) throw new Refused(400, 'The subscription is invalid.')
    const same = JSON.stringify([given.type, given.condition, callback])
    if ([...state.wishes.values()].some((one) => JSON.stringify([one.type, one.condition, one.callback]) === same))
      throw new Refused(409, 'subscription already exists')
    const wish = { ...given, id: id(), callback, secret, at: now().toISOString() }
    commit({ put: 'wish', wish })
    return { status: 202, json: { data: [shown(wish)], ...totals() } }
  })
  byApp('GET', '/eventsub/subscriptions', ({ query }) => {
    const all = [...state.wishes.values()].filter(
      (one) => !query.user_id || Object.values(one.condition).includes(String(query.user_id)),
    )
    return { status: 200, json: { data: all.map(shown), ...totals(), pagination: {} } }
  })
  byApp('DELETE', '/eventsub/subscriptions', ({ query }) => {
    const found = state.wishes.get(String(query.id))
    if (!found) throw new Refused(404, 'The subscription was not found.')
    commit({ drop: 'wish', id: found.id })
    return { status: 204 }
  })
}

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
  return signed(stage, url, secret, 'notification', { subscription: wish, event }, now())
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

export function signed(
  stage: Stage,
  url: string,
  secret: string,
  type: string,
  content: object,
  at: Date,
): WebhookRequest {
  const body = Buffer.from(JSON.stringify(content))
  const [id, moment] = [stage.id(), at.toISOString()]
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
