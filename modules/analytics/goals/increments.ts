/** What was counted on a day (`2026-11-23`); null where nobody counted. */
export type DayValue = { on: string; value: number | null }

const dayMs = 86_400_000

/** Days since 1970. Throws a RangeError for what is no day of the calendar. */
export function dayNumber(on: string, path: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Date.parse(`${on}T00:00Z`) : Number.NaN
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== on)
    throw new RangeError(`${path}: "${on}" is no day`)
  return moment / dayMs
}

/** Monday is 0. */
export const weekdayOf = (day: number) => (day + 3) % 7

/** What each day added to a level, such as followers: over a gap it is spread evenly, since the sum is known. */
export function addedToLevel(levels: ReadonlyMap<number, number>, from: number, to: number): Map<number, number> {
  const added = new Map<number, number>()
  const days = [...levels.keys()].filter((day) => day >= from && day <= to).sort((a, b) => a - b)
  for (const [n, day] of days.entries()) {
    const before = days[n - 1]
    if (before === undefined) continue
    const change = ((levels.get(day) ?? 0) - (levels.get(before) ?? 0)) / (day - before)
    for (let one = before + 1; one <= day; one++) added.set(one, change)
  }
  return added
}
