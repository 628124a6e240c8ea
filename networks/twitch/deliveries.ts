import { createHmac, timingSafeEqual } from 'node:crypto'
import { systemClock } from '../../kernel/clock.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { AppKeys, Call, Interaction, WebhookKeys, WebhookRequest, Webhooks } from '../contract.ts'
import { ask, listed } from './client.ts'
import { appToken } from './oauth.ts'

/** https://dev.twitch.tv/docs/eventsub/handling-webhook-events/ (read 2026-11-22). */
const header = (request: WebhookRequest, name: string) => request.headers[`twitch-eventsub-${name}`] ?? ''
const oldestMs = 5 * 60_000

/** The secret we give with each wish for deliveries: made of the app's own, so that nobody needs to keep another. */
export const deliverySecret = (app: AppKeys): string =>
  app.clientSecret ? createHmac('sha256', app.clientSecret).update('deliveries').digest('hex') : ''

export const signatureOf = (secret: string, id: string, at: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(id).update(at).update(body).digest('hex')}`

function isTrue(request: WebhookRequest, { app }: WebhookKeys): boolean {
  const secret = deliverySecret(app)
  const [id, at] = [header(request, 'message-id'), header(request, 'message-timestamp')]
  if (secret === '' || id === '' || !(systemClock.now().getTime() - Date.parse(at) < oldestMs)) return false
  const given = Buffer.from(header(request, 'message-signature'))
  const wanted = Buffer.from(signatureOf(secret, id, at, request.body))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export const webhooks: Webhooks = {
  per: 'app',
  tellsMore: true,
  verify: isTrue,
  greet: (request, keys) => {
    if (header(request, 'message-type') !== 'webhook_callback_verification' || !isTrue(request, keys)) return undefined
    const challenge = challengeIn(request.body)
    return challenge === undefined ? undefined : { status: 200, body: challenge, type: 'text/plain' }
  },
  read: (body) => {
    const { subscription, event } = objectOf(body)
    const [type, said] = [text(objectOf(subscription), 'type'), objectOf(event)]
    const what = type === 'channel.chat.message' ? lineIn(said) : type === 'channel.follow' ? followIn(said) : undefined
    return what ? [{ account: text(said, 'broadcaster_user_id'), what }] : []
  },
  subscribe: async (call, url) => {
    const token = await appToken(call)
    const transport = { method: 'webhook', callback: url, secret: deliverySecret(call.account.app) }
    for (const { type, version, condition } of wishes(call)) {
      const json = { type, version, condition, transport }
      await ask(call, { method: 'POST', path: 'eventsub/subscriptions', json, token, fine: [409] })
    }
  },
  unsubscribe: async (call) => {
    const token = await appToken(call)
    const query = { user_id: call.account.remoteId }
    for (const { id } of listed<{ id: string }>(await ask(call, { path: 'eventsub/subscriptions', query, token })))
      await ask(call, { method: 'DELETE', path: 'eventsub/subscriptions', query: { id }, token, fine: [404] })
  },
}

const wishes = ({ account: { remoteId: id } }: Call) => [
  { type: 'channel.chat.message', version: '1', condition: { broadcaster_user_id: id, user_id: id } },
  { type: 'channel.follow', version: '2', condition: { broadcaster_user_id: id, moderator_user_id: id } },
]

function challengeIn(body: Buffer): string | undefined {
  try {
    return text(objectOf(JSON.parse(body.toString('utf8')) as Json), 'challenge')
  } catch {
    return undefined
  }
}

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
const text = (from: JsonObject, name: string): string | undefined => {
  const value = from[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The event tells no moment: it is delivered as it is said. */
function lineIn(event: JsonObject): Interaction | undefined {
  const [id, author] = [text(event, 'message_id'), text(event, 'chatter_user_id')]
  const answered = text(objectOf(event.reply), 'parent_message_id')
  if (!id || !author) return undefined
  return {
    id,
    kind: answered ? 'reply' : 'comment',
    at: systemClock.now(),
    author: personOf(author, text(event, 'chatter_user_login'), text(event, 'chatter_user_name')),
    text: text(objectOf(event.message), 'text') ?? '',
    media: [],
    ...(answered ? { replyTo: answered } : {}),
    ...(author === text(event, 'broadcaster_user_id') ? { own: true } : {}),
  }
}

function followIn(event: JsonObject): Interaction | undefined {
  const [user, at] = [text(event, 'user_id'), text(event, 'followed_at')]
  return user && at ? follow(user, text(event, 'user_login'), text(event, 'user_name'), at) : undefined
}

export const follow = (user: string, login: string | undefined, name: string | undefined, at: string): Interaction => ({
  id: `follow/${user}/${at}`,
  kind: 'follow',
  at: new Date(at),
  author: personOf(user, login, name),
  text: '',
  media: [],
})

const personOf = (id: string, login = id, name = login) => ({
  id,
  handle: login,
  name,
  url: `https://www.twitch.tv/${login}`,
})
