import type { Moderate } from '../contract.ts'
import { ask, askIfThere } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'

/** The API likes and blocks nobody. */
export const moderate: Moderate = {
  hide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: what.id, params: { hide: true } })
  },
  unhide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: what.id, params: { hide: false } })
  },
  delete: async (call, what) => {
    await askIfThere(wireOf(call), { method: 'DELETE', path: what.id })
  },
}
