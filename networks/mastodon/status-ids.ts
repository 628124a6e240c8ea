/**
 * The places of statuses in time. Mastodon's own ids are numbers whose upper bits are milliseconds; those of kindred servers
 * are words that only sort.
 */
const isNumber = (id: string) => /^\d{1,20}$/.test(id)

/** Was `a` made after `b`? */
export function isLater(a: string, b: string): boolean {
  if (isNumber(a) && isNumber(b)) return BigInt(a) > BigInt(b)
  return a.length === b.length ? a > b : a.length > b.length
}

export const laterOf = (a: string, b: string): string => (isLater(a, b) ? a : b)
export const earlierOf = (a: string, b: string): string => (isLater(a, b) ? b : a)

/** The id that a status of so much earlier would have; where ids tell no time, the same one. */
export function soMuchEarlier(id: string, ms: number): string {
  if (!isNumber(id)) return id
  const earlier = BigInt(id) - (BigInt(ms) << 16n)
  return String(earlier > 0n ? earlier : 0n)
}

/** Does it claim a moment that is still to come? Such an id is no place to go on from. */
export const isAhead = (id: string, nowMs: number): boolean =>
  isNumber(id) && BigInt(id) > BigInt(nowMs + mostAheadMs) << 16n

const mostAheadMs = 60_000
