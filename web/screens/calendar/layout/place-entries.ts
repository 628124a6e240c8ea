import type { CalendarEntry } from '../../../api/planning.ts'
import type { ZoneClock } from '../time/zone-clock.ts'

export type Entry = CalendarEntry
/** An entry with where it stands on the clock the person looks at. */
export type PlacedEntry = { entry: Entry; at: number; date: string; minute: number }
export type ByDay = ReadonlyMap<string, readonly PlacedEntry[]>

/** Entries by date, each day in the order of time. `clockOf` gives the clock of an entry's brand, or always the person's own. */
export function placeEntries(entries: readonly Entry[], clockOf: (entry: Entry) => ZoneClock): ByDay {
  const days = new Map<string, PlacedEntry[]>()
  for (const entry of entries) {
    const at = Date.parse(entry.at)
    const { date, minute } = clockOf(entry).wallAt(at)
    const placed = { entry, at, date, minute }
    const day = days.get(date)
    if (day) day.push(placed)
    else days.set(date, [placed])
  }
  for (const day of days.values()) day.sort((a, b) => a.at - b.at || (a.entry.postId < b.entry.postId ? -1 : 1))
  return days
}

/** How many lines a cell shows and how many stay behind "+n more"; the "more" line takes a place of its own. */
export function foldCell<T>(items: readonly T[], lines: number): { shown: readonly T[]; hidden: number } {
  if (items.length <= lines) return { shown: items, hidden: 0 }
  const shown = items.slice(0, Math.max(0, lines - 1))
  return { shown, hidden: items.length - shown.length }
}
