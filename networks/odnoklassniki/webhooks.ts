import { timingSafeEqual } from 'node:crypto'
import type { Webhooks } from '../contract.ts'
import { type ChatMessage, heardMessage } from './chats.ts'
import { graph, wireOf } from './client.ts'
import { doorKey } from './connect.ts'

/** Messages of the group. Nothing is signed, so our address holds a secret, which only the network is told. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ query }, { secrets }) => {
    const given = Buffer.from(query[doorKey] ?? '')
    const wanted = Buffer.from(secrets.hook ?? '')
    return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  read: (body) => (isDelivery(body) ? heardMessage(body).map((what) => ({ what })) : []),
  subscribe: async (call, url) => {
    const secret = call.account.secrets.hook ?? ''
    const door = new URL(url)
    door.searchParams.set(doorKey, secret)
    const types = ['MESSAGE_CREATED']
    await graph(wireOf(call), { path: '/me/subscribe', json: { url: door.href, types } })
  },
  unsubscribe: async (call) => {
    const wire = wireOf(call)
    const { subscriptions = [] } = await graph<{ subscriptions?: { url: string }[] }>(wire, {
      path: '/me/subscriptions',
    })
    const ours = subscriptions.filter(({ url }) => url.includes(`${doorKey}=${call.account.secrets.hook}`))
    for (const { url } of ours) await graph(wire, { path: '/me/unsubscribe', json: { url } })
  },
}

const isDelivery = (body: unknown): body is ChatMessage =>
  typeof body === 'object' && body !== null && 'sender' in body && 'message' in body
