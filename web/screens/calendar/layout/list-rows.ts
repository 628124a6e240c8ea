import type { ByDay, PlacedEntry } from './place-entries.ts'

export type ListRow = { kind: 'day'; date: string; count: number } | { kind: 'entry'; placed: PlacedEntry }

/** The list view flattened: a heading for each day that has something, then its posts. */
export function listRows(days: ByDay, from: string, to: string): ListRow[] {
  return [...days.keys()]
    .filter((date) => date >= from && date < to)
    .sort()
    .flatMap((date) => {
      const posts = days.get(date) ?? []
      return [
        { kind: 'day' as const, date, count: posts.length },
        ...posts.map((placed) => ({ kind: 'entry' as const, placed })),
      ]
    })
}
