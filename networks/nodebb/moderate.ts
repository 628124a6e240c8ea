import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, wireOf } from './client.ts'

const put = (call: Call, path: string, json?: object) => ask(wireOf(call), { method: 'PUT', path, json, writes: true })
const away = (call: Call, path: string) => ask(wireOf(call), { method: 'DELETE', path, writes: true, fine: [404] })

/** Asked twice, the forum answers the same; a second flag it refuses with 400, since it stands already. */
export const moderate: Moderate = {
  like: async (call, what) => void (await put(call, `/api/v3/posts/${postIn(what)}/vote`, { delta: 1 })),
  unlike: async (call, what) => void (await away(call, `/api/v3/posts/${postIn(what)}/vote`)),
  /** Readers no longer see it; moderators can bring it back. */
  hide: async (call, what) => void (await away(call, `/api/v3/posts/${postIn(what)}/state`)),
  unhide: async (call, what) => void (await put(call, `/api/v3/posts/${postIn(what)}/state`)),
  /** For good. */
  delete: async (call, what) => void (await away(call, `/api/v3/posts/${postIn(what)}`)),
  report: async (call, what) => {
    const json = { type: 'post', id: postIn(what), reason: 'spam' }
    await ask(wireOf(call), { method: 'POST', path: '/api/v3/flags', json, writes: true, fine: [400] })
  },
  block: async (call, what) => void (await put(call, `/api/v3/users/${what.author.id}/ban`, { until: 0, reason: '' })),
  unblock: async (call, what) => void (await away(call, `/api/v3/users/${what.author.id}/ban`)),
}

function postIn({ id }: Interaction): number {
  if (/^\d+$/.test(id)) return Number(id)
  throw new NetworkFailure('rejected', 'only posts can be moderated')
}
