const dayMs = 86_400_000
const weekMs = 7 * dayMs

/** So many of a hundred are older than the rest by chance: an old article that a feed told today says nothing of a week. */
const strays = 0.02

/** How many a week were hit, of what was seen since when; undefined when nothing was seen. Moments in milliseconds. */
export function perWeek(
  seen: readonly number[],
  hit: readonly number[],
  now: number,
): { number: number; since: number } | undefined {
  const sorted = seen.toSorted((a, b) => a - b)
  const since = sorted[Math.floor(sorted.length * strays)]
  if (since === undefined) return undefined
  const count = hit.filter((at) => at >= since).length
  return { number: Math.round((10 * count * weekMs) / Math.max(dayMs, now - since)) / 10, since }
}
