import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Moderate } from '../contract.ts'
import { ask, wireOf } from './client.ts'

/** Each of these may be asked again: the server answers the same. */
const post = async (call: Call, path: string, json?: object): Promise<void> => {
  await ask(wireOf(call), { method: 'POST', path, json })
}

export const moderate: Moderate = {
  like: (call, what) => post(call, `/api/v1/statuses/${what.id}/favourite`),
  unlike: (call, what) => post(call, `/api/v1/statuses/${what.id}/unfavourite`),
  block: (call, what) => post(call, `/api/v1/accounts/${what.author.id}/block`),
  unblock: (call, what) => post(call, `/api/v1/accounts/${what.author.id}/unblock`),
  /** For a day; the server lifts it by itself. */
  mute: (call, what) => post(call, `/api/v1/accounts/${what.author.id}/mute`, { duration: 24 * 3600 }),
  unmute: (call, what) => post(call, `/api/v1/accounts/${what.author.id}/unmute`),
  report: (call, what) => {
    const isStatus = !what.id.startsWith('notification-')
    return post(call, '/api/v1/reports', {
      account_id: what.author.id,
      category: 'spam',
      ...(isStatus ? { status_ids: [what.id] } : {}),
    })
  },
  /** One's own answers only: Mastodon lets nobody delete what others wrote. */
  delete: async (call, what) => {
    if (what.author.id !== call.account.remoteId)
      throw new NetworkFailure('rejected', 'Mastodon lets an account delete only what it wrote itself')
    await ask(wireOf(call), { method: 'DELETE', path: `/api/v1/statuses/${what.id}`, fine: [404, 410] })
  },
}
