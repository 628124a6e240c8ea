import type { AccountAccess, Again, Call, Found } from '../contract.ts'

/** Clocks may differ by so much. */
export const skewMs = 2 * 60_000
/** A request may still be on its way through the network for this long after it was sent. */
const settledAfterMs = 2 * 60_000

/** Where the account’s posts may not be read, nothing can clear up a doubt. */
export const againFor = ({ facts }: AccountAccess): Again =>
  facts.canRead === false ? { way: 'never' } : { way: 'look-first' }

export function absent(call: Call, since: Date): Found {
  const sure = call.clock.now().getTime() - since.getTime() >= settledAfterMs
  return { found: false, sure, ...(sure ? {} : { note: 'an earlier try may still be on its way' }) }
}
