import { timingSafeEqual } from 'node:crypto'
import type { Webhooks } from '../contract.ts'
import type { Update } from './bot-api.ts'
import { readUpdates } from './updates.ts'

/** Telegram repeats the secret given with `setWebhook` in a header of every call. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ headers }, { secrets }) => {
    const given = Buffer.from(headers['x-telegram-bot-api-secret-token'] ?? '')
    const wanted = Buffer.from(secrets.webhookSecret ?? '')
    return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  read: (body) => (isUpdate(body) ? readUpdates([body], {}).map((what) => ({ what })) : []),
}

const isUpdate = (body: unknown): body is Update =>
  typeof body === 'object' && body !== null && 'update_id' in body && typeof body.update_id === 'number'
