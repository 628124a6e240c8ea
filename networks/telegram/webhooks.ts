import { createHmac, timingSafeEqual } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Webhooks } from '../contract.ts'
import { type Update, wantedUpdates } from './bot-api.ts'
import { ask, botOf } from './client.ts'
import { readUpdates } from './updates.ts'

/** Telegram repeats the secret given with `setWebhook` in a header of every call. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ headers }, { secrets }) => {
    const given = Buffer.from(headers['x-telegram-bot-api-secret-token'] ?? '')
    const wanted = Buffer.from(secrets.token ? deliverySecret(secrets.token) : '')
    return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  read: (body) => (isUpdate(body) ? readUpdates([body], {}).map((what) => ({ what })) : []),
  subscribe: (call, url) => {
    const secret = deliverySecret(call.account.secrets.token ?? '')
    return set(call, 'setWebhook', { url, secret_token: secret, allowed_updates: wantedUpdates })
  },
  unsubscribe: (call) => set(call, 'deleteWebhook', {}),
}

/** Made of the bot's token, so that all accounts of one bot, which has one door, know the same. */
export const deliverySecret = (token: string): string =>
  createHmac('sha256', token).update('deliveries to the desk').digest('base64url')

/** Telegram keeps the last address it was given: asking twice is asking once. */
async function set(call: Call, method: string, params: Record<string, string | string[]>): Promise<void> {
  await ask<true>(botOf(call), { method, params })
}

/** While Telegram delivers, it lets nobody ask: there is nothing new then to be had by asking. */
export const isDelivering = (error: unknown): boolean =>
  error instanceof NetworkFailure && error.evidence.status === 409

const isUpdate = (body: unknown): body is Update =>
  typeof body === 'object' && body !== null && 'update_id' in body && typeof body.update_id === 'number'
