import { cellOf, hourMs } from './wall-cell.ts'

/** Five weeks. */
export const hoursRead = 5 * 7 * 24

/** How often a query was met within the hour that begins then; null when nobody listened. */
export type HourCount = { at: Date; count: number | null }

/** Hours since 1970 in a row, with what was counted in each; NaN where nobody listened. */
export type Hours = { first: number; counts: Float64Array; cells: Uint8Array }

/**
 * The hours from the later of `since` and `first` up to `end` (not of it), whatever order they come in. Hours that are
 * not among them were listened to and brought nothing. Throws at counts that are none.
 */
export function hoursBetween(all: readonly HourCount[], since: Date, first: number, end: number, zone: string): Hours {
  const from = Math.max(Math.ceil(since.getTime() / hourMs), first)
  if (Number.isNaN(from)) throw new RangeError('a query is listened to since a moment')
  const counts = new Float64Array(Math.max(0, end - from))
  for (const { at, count } of all) {
    const hour = Math.floor(at.getTime() / hourMs) - from
    if (Number.isNaN(hour)) throw new RangeError('an hour begins at a moment')
    if (count !== null && !(count >= 0 && count < 1e12)) throw new RangeError(`${count} is no count`)
    if (hour >= 0 && hour < counts.length) counts[hour] = count === null ? Number.NaN : (counts[hour] ?? 0) + count
  }
  return { first: from, counts, cells: Uint8Array.from(counts, (_, n) => cellOf(from + n, zone)) }
}
