import type { Call, Moderate } from '../contract.ts'
import { ask, askIfThere, type Params } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'

const write = async (call: Call, path: string, params: Params = {}) => {
  await ask(wireOf(call), { method: 'POST', path, params })
}
const unwrite = async (call: Call, path: string, params: Params = {}) => {
  await askIfThere(wireOf(call), { method: 'DELETE', path, params })
}

/** People are known to a page by numbers of its own, too long for a number of this language. */
export const moderate: Moderate = {
  hide: (call, what) => write(call, what.id, { is_hidden: true }),
  unhide: (call, what) => write(call, what.id, { is_hidden: false }),
  delete: (call, what) => unwrite(call, what.id),
  like: (call, what) => write(call, `${what.id}/likes`),
  unlike: (call, what) => unwrite(call, `${what.id}/likes`),
  block: (call, what) => write(call, `${pageOf(call)}/blocked`, { psid: [what.author.id] }),
  unblock: (call, what) => unwrite(call, `${pageOf(call)}/blocked`, { psid: what.author.id }),
}
