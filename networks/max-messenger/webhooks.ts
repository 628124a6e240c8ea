import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Webhooks } from '../contract.ts'
import type { Update } from './bot-api.ts'
import { ask, botOf } from './client.ts'
import { heardIn, wantedUpdates } from './updates.ts'

/** The same for all chats of a bot, and again the same when it is connected anew. */
export const deliverySecret = (token: string): string =>
  createHmac('sha256', token).update('deliveries of MAX to this desk').digest('hex')

/** MAX repeats the secret given with the subscription in a header of every delivery. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ headers }, { secrets }) => {
    if (!secrets.token) return false
    const given = Buffer.from(headers['x-max-bot-api-secret'] ?? '')
    const wanted = Buffer.from(deliverySecret(secrets.token))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  read: (body) => (isUpdate(body) ? heardIn([body]).map((what) => ({ what })) : []),
  subscribe: async (call, url) => {
    const json = { url, secret: deliverySecret(call.account.secrets.token ?? ''), update_types: wantedUpdates }
    await ask(botOf(call), { method: 'POST', path: '/subscriptions', json })
  },
  unsubscribe: async (call) => {
    const bot = botOf(call)
    const { subscriptions } = await ask<{ subscriptions: { url: string }[] }>(bot, { path: '/subscriptions' })
    for (const { url } of subscriptions) await ask(bot, { method: 'DELETE', path: '/subscriptions', query: { url } })
  },
}

const isUpdate = (body: unknown): body is Update =>
  typeof body === 'object' && body !== null && 'update_type' in body && typeof body.update_type === 'string'
