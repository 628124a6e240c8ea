import type { Call, Remove } from '../contract.ts'
import { kinds } from './events.ts'
import { giveNow } from './publish.ts'
import { find, wireOf } from './relays.ts'

/** Only a request (NIP-09): relays that heed it forget the events, others and whoever copied them need not. */
export const remove: Remove = async (call, ref, done) => {
  const refs = [ref, ...Object.values(done).flatMap((one) => (one.ref && one.ref.id !== ref.id ? [one.ref] : []))]
  const stands = await find(wireOf(call), [{ ids: [ref.id] }])
  const address = ref.more?.address
  const tags = [...refs.map(({ id }) => ['e', id]), ...(typeof address === 'string' ? [['a', address]] : [])]
  await giveNow(call, { kind: kinds.deletion, tags, content: '' })
  return stands.length > 0 ? 'removed' : 'already-gone'
}

export const takeBack = async (call: Call, ids: string[]): Promise<void> => {
  if (ids.length > 0) await giveNow(call, { kind: kinds.deletion, tags: ids.map((id) => ['e', id]), content: '' })
}
