import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { type Asked, ask, wireOf } from './client.ts'

/** Each of these may be asked again: the network answers the same. */
const does = (asked: (call: Call, what: Interaction) => Asked) => async (call: Call, what: Interaction) => {
  await ask(wireOf(call), asked(call, what))
}
const mine = (call: Call) => `/2/users/${call.account.remoteId}`

export const moderate: Moderate = {
  hide: does((_call, what) => ({ method: 'PUT', path: `/2/tweets/${what.id}/hidden`, json: { hidden: true } })),
  unhide: does((_call, what) => ({ method: 'PUT', path: `/2/tweets/${what.id}/hidden`, json: { hidden: false } })),
  like: does((call, what) => ({ method: 'POST', path: `${mine(call)}/likes`, json: { tweet_id: what.id } })),
  unlike: does((call, what) => ({ method: 'DELETE', path: `${mine(call)}/likes/${what.id}`, fine: [404] })),
  /** The network's API mutes people and stops their messages; a full block is made in its own app. */
  block: async (call, what) => {
    const json = { target_user_id: what.author.id }
    await ask(wireOf(call), { method: 'POST', path: `${mine(call)}/muting`, json })
    await ask(wireOf(call), { method: 'POST', path: `/2/users/${what.author.id}/dm/block` })
  },
  unblock: async (call, what) => {
    await ask(wireOf(call), { method: 'DELETE', path: `${mine(call)}/muting/${what.author.id}` })
    await ask(wireOf(call), { method: 'POST', path: `/2/users/${what.author.id}/dm/unblock` })
  },
  delete: async (call, what) => {
    if (what.author.id !== call.account.remoteId)
      throw new NetworkFailure('rejected', 'X lets an account delete only what it wrote itself; hide the reply instead')
    const path = what.kind === 'message' ? `/2/dm_events/${what.id}` : `/2/tweets/${what.id}`
    await ask(wireOf(call), { method: 'DELETE', path, fine: [404] })
  },
}
