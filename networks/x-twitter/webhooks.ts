import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Call, Interaction, WebhookKeys, Webhooks } from '../contract.ts'
import { appWireOf, ask, madeId, read, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { withoutAddress } from './heard.ts'
import { postUrl } from './hosts.ts'
import { textOf } from './posts.ts'

type Written = {
  id_str: string
  text: string
  entities?: Post['entities']
  /** Of more than 140 signs the whole stands here. */
  extended_tweet?: { full_text: string; entities?: Post['entities'] }
  created_at: string
  user: Sender
  in_reply_to_status_id_str?: string | null
  in_reply_to_user_id_str?: string | null
}
type Sender = {
  id_str: string
  name: string
  screen_name: string
  profile_image_url_https?: string
  followers_count?: number
}
type Sent = {
  type: string
  id: string
  created_timestamp: string
  message_create: { sender_id: string; message_data: { text: string } }
}
type Delivery = {
  for_user_id: string
  tweet_create_events?: Written[]
  direct_message_events?: Sent[]
  users?: Record<string, { id: string; name: string; screen_name: string }>
}

/** https://docs.x.com/x-api/webhooks/quickstart and /x-api/account-activity/introduction (read 2026-11-22). */
export const webhooks: Webhooks = {
  per: 'app',
  verify: ({ headers, body }, keys) => {
    const given = Buffer.from(headers['x-twitter-webhooks-signature'] ?? '')
    const wanted = Buffer.from(signed(body, keys) ?? '')
    return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  /** The network asks every hour whether the door is still ours. */
  greet: ({ method, query }, keys) => {
    const token = query.crc_token
    const answer = method === 'GET' && token ? signed(Buffer.from(token), keys) : undefined
    return answer
      ? { status: 200, body: JSON.stringify({ response_token: answer }), type: 'application/json' }
      : undefined
  },
  read: (body) => (isDelivery(body) ? [...writtenIn(body), ...sentIn(body)] : []),
  subscribe: async (call, url) => {
    const id = (await doorAt(call, url)) ?? (await newDoor(call, url))
    const path = `/2/account_activity/webhooks/${id}/subscriptions/all`
    await ask(wireOf(call), { method: 'POST', path, json: {}, fine: [409] })
  },
  unsubscribe: async (call) => {
    const { data } = await read<{ id: string }[]>(appWireOf(call), { path: '/2/webhooks' })
    for (const { id } of data ?? [])
      await ask(appWireOf(call), {
        method: 'DELETE',
        path: `/2/account_activity/webhooks/${id}/subscriptions/${call.account.remoteId}/all`,
        fine: [404],
      })
  },
}

const signed = (words: Buffer, { app }: WebhookKeys) =>
  app.apiSecret ? `sha256=${createHmac('sha256', app.apiSecret).update(words).digest('base64')}` : undefined

async function doorAt(call: Call, url: string): Promise<string | undefined> {
  const { data } = await read<{ id: string; url: string }[]>(appWireOf(call), {
    path: '/2/webhooks',
    query: { 'webhook_config.fields': 'id,url' },
  })
  return data?.find((one) => one.url === url)?.id
}

const newDoor = async (call: Call, url: string) =>
  madeId(await ask(appWireOf(call), { method: 'POST', path: '/2/webhooks', json: { url } }))

const isDelivery = (body: unknown): body is Delivery =>
  typeof body === 'object' && body !== null && 'for_user_id' in body && typeof body.for_user_id === 'string'

function writtenIn({ for_user_id: account, tweet_create_events: events }: Delivery) {
  const all = (Array.isArray(events) ? events : []).filter((one) => typeof one?.user?.id_str === 'string')
  const handle = (text: string) => /^@(\w+)\s/.exec(text)?.[1] ?? ''
  return all.map((one): { account: string; what: Interaction } => {
    const mine = one.user.id_str === account
    const { extended_tweet: whole } = one
    const text = textOf(whole ? { text: whole.full_text, entities: whole.entities } : one)
    const answers = one.in_reply_to_user_id_str === account && one.in_reply_to_status_id_str
    const what: Interaction = {
      id: one.id_str,
      kind: answers ? 'comment' : 'mention',
      at: new Date(one.created_at),
      author: {
        id: one.user.id_str,
        handle: `@${one.user.screen_name}`,
        name: one.user.name,
        avatarUrl: one.user.profile_image_url_https,
        followers: one.user.followers_count,
      },
      text: answers ? withoutAddress(text, handle(text)) : text,
      ...(one.in_reply_to_status_id_str
        ? { under: { id: one.in_reply_to_status_id_str }, replyTo: one.in_reply_to_status_id_str }
        : {}),
      media: [],
      url: postUrl(one.user.screen_name, one.id_str),
      own: mine,
    }
    return { account, what }
  })
}

function sentIn({ for_user_id: account, direct_message_events: events, users }: Delivery) {
  const all = (Array.isArray(events) ? events : []).filter((one) => one?.type === 'message_create')
  return all.map(({ id, created_timestamp, message_create: { sender_id, message_data } }) => {
    const sender = users?.[sender_id]
    const what: Interaction = {
      id,
      kind: 'message',
      at: new Date(Number(created_timestamp)),
      author: {
        id: sender_id,
        handle: sender ? `@${sender.screen_name}` : sender_id,
        name: sender?.name ?? sender_id,
      },
      text: message_data.text,
      media: [],
      own: sender_id === account,
    }
    return { account, what }
  })
}
