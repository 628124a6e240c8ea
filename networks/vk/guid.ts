import { createHash } from 'node:crypto'

/**
 * `guid` keeps a post from being made twice; for how long, the documentation does not say. Ten minutes are trusted, afterwards
 * the wall is read.
 */
export const guidHolds = { way: 'same-key', forMs: 10 * 60_000 } as const
export const guidOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 32)
