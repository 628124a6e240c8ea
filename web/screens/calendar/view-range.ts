import { addDays, addMonths, startOfMonth, startOfWeek, weekOf, weeksOfMonth } from './time/days.ts'

export const views = ['month', 'week', 'day', 'list'] as const
export type View = (typeof views)[number]
export const isView = (text: unknown): text is View => views.some((view) => view === text)

/** Dates a view shows, `to` not among them. */
export function viewRange(view: View, date: string, firstWeekday: number): { from: string; to: string } {
  if (view === 'day') return { from: date, to: addDays(date, 1) }
  if (view === 'list') return { from: startOfMonth(date), to: addMonths(startOfMonth(date), 1) }
  const days = view === 'week' ? weekOf(startOfWeek(date, firstWeekday)) : weeksOfMonth(date, firstWeekday).flat()
  return { from: days[0] ?? date, to: addDays(days.at(-1) ?? date, 1) }
}

export function turnPage(view: View, date: string, by: 1 | -1): string {
  if (view === 'day') return addDays(date, by)
  if (view === 'week') return addDays(date, by * 7)
  return addMonths(date, by)
}
