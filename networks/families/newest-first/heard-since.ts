/** Until which moment was heard, and what was heard of the while before it: things appear a little out of order. */
type Heard = { since: string; seen: string[] }
const overlapMs = 10 * 60_000

/**
 * What of the newest was not heard before, oldest first, with the cursor for the next time. `told` is newest first;
 * `mark` is what one is known by, `at` the moment it counts for.
 */
export function heardSince<T>(
  cursor: string | undefined,
  told: T[],
  mark: (one: T) => string,
  at: (one: T) => Date,
): { items: T[]; cursor: string } {
  const { since, seen } = cursor ? (JSON.parse(cursor) as Heard) : { since: new Date(0).toISOString(), seen: [] }
  const from = Date.parse(since) - overlapMs
  const fresh = told.filter((one) => at(one).getTime() > from && !seen.includes(mark(one)))
  const latest = Math.max(Date.parse(since), ...told.map((one) => at(one).getTime()))
  const kept = told.filter((one) => at(one).getTime() > latest - overlapMs).map(mark)
  const next: Heard = { since: new Date(latest).toISOString(), seen: kept }
  return {
    items: fresh.reverse().sort((a, b) => at(a).getTime() - at(b).getTime()),
    cursor: JSON.stringify(next),
  }
}
