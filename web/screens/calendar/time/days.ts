/** Dates are `YYYY-MM-DD` without a zone; weekdays are ISO, 1 is Monday. */

const dayMs = 86_400_000
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export const addDays = (date: string, days: number): string => dateOf(utc(date) + days * dayMs)
export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / dayMs)
export const weekdayOf = (date: string): number => new Date(utc(date)).getUTCDay() || 7
export const startOfWeek = (date: string, first: number): string => addDays(date, -((weekdayOf(date) - first + 7) % 7))
export const startOfMonth = (date: string): string => `${date.slice(0, 7)}-01`

/** The same day of another month, or its last day when there is none. */
export function addMonths(date: string, months: number): string {
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7)) - 1 + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return dateOf(Date.UTC(year, month, Math.min(Number(date.slice(8)), last)))
}

/** Whole weeks that hold the month, each of seven dates. */
export function weeksOfMonth(date: string, first: number): string[][] {
  const start = startOfMonth(date)
  const end = addDays(addMonths(start, 1), -1)
  const begin = startOfWeek(start, first)
  const weeks = Math.ceil((daysBetween(begin, end) + 1) / 7)
  return Array.from({ length: weeks }, (_, week) => weekOf(addDays(begin, week * 7)))
}

export const weekOf = (begin: string): string[] => Array.from({ length: 7 }, (_, day) => addDays(begin, day))

/** ISO weekday on which weeks begin where this language is spoken. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale)
  const info = 'getWeekInfo' in known && typeof known.getWeekInfo === 'function' ? known.getWeekInfo() : undefined
  return typeof info?.firstDay === 'number' ? info.firstDay : 1
}
