import type { AccountAccess, Again } from '../contract.ts'

/** Clocks may differ by so much. */
export const skewMs = 2 * 60_000

/** Where the account’s posts may not be read, nothing can clear up a doubt. */
export const againFor = ({ facts }: AccountAccess): Again =>
  facts.canRead === false ? { way: 'never' } : { way: 'look-first' }
