const dayMs = 86_400_000
const weekMs = 7 * dayMs

/** So many of a hundred are older than the rest by chance: an old article that a feed told today says nothing of a week. */
const strays = 0.02
/** Of less than a day something is said only when so many posts were seen in it. */
const enough = 1_000

/**
 * How many a week were hit, of what was seen since when; null when too little was seen to tell, undefined when nothing was.
 * Moments in milliseconds.
 */
export function perWeek(
  seen: readonly number[],
  hit: readonly number[],
  now: number,
): { number: number | null; since: number } | undefined {
  const sorted = seen.toSorted((a, b) => a - b)
  const since = sorted[Math.floor(sorted.length * strays)]
  if (since === undefined) return undefined
  const span = now - since
  if (span <= 0 || (span < dayMs && seen.length < enough)) return { number: null, since }
  const count = hit.filter((at) => at >= since).length
  return { number: Math.round((10 * count * weekMs) / span) / 10, since }
}
