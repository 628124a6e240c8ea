import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Repeat } from './api.ts'
import type { RecurringRow } from './store.ts'

export type Rule = { start: string; repeat: z.infer<typeof Repeat>; until: string | null; times: number | null }

export const ruleOf = (row: Pick<RecurringRow, 'startWall' | 'repeat' | 'untilWall' | 'times'>): Rule => ({
  start: row.startWall,
  repeat: row.repeat,
  until: row.untilWall,
  times: row.times,
})

/**
 * Wall times of a rule, from its start on, in order and without end unless it has one. All by the calendar of the zone's
 * clocks, so nine o'clock stays nine o'clock over every change. A month without that day is skipped (RFC 5545, 3.3.10).
 */
export function* occurrencesOf(rule: Rule): Generator<string> {
  let count = 0
  for (const wall of wallsOf(rule)) {
    if (rule.until !== null && wall > rule.until) return
    if (rule.times !== null && count >= rule.times) return
    count++
    yield wall
  }
}

/** No rule reaches further than this, so that one that never matches ends. */
const farthestYears = 50

function* wallsOf({ start, repeat }: Rule): Generator<string> {
  const first = Temporal.PlainDateTime.from(start)
  const end = first.add({ years: farthestYears })
  const clock = start.slice(10)
  for (const day of daysOf(first.toPlainDate(), end.toPlainDate(), repeat)) {
    const wall = `${day.toString()}${clock}`
    if (wall >= start) yield wall
  }
}

function* daysOf(
  first: Temporal.PlainDate,
  end: Temporal.PlainDate,
  repeat: z.infer<typeof Repeat>,
): Generator<Temporal.PlainDate> {
  if (repeat.every === 'day')
    for (let day = first; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: repeat.interval })) yield day
  if (repeat.every === 'week') yield* weekdaysOf(first, end, repeat)
  if (repeat.every === 'month') yield* monthDaysOf(first, end, repeat)
}

type Weekly = Extract<z.infer<typeof Repeat>, { every: 'week' }>
type Monthly = Extract<z.infer<typeof Repeat>, { every: 'month' }>

function* weekdaysOf(
  first: Temporal.PlainDate,
  end: Temporal.PlainDate,
  repeat: Weekly,
): Generator<Temporal.PlainDate> {
  const weekdays = [...new Set(repeat.weekdays)].sort((a, b) => a - b)
  let monday = first.subtract({ days: first.dayOfWeek - 1 })
  for (; Temporal.PlainDate.compare(monday, end) < 0; monday = monday.add({ weeks: repeat.interval }))
    for (const weekday of weekdays) yield monday.add({ days: weekday - 1 })
}

function* monthDaysOf(
  first: Temporal.PlainDate,
  end: Temporal.PlainDate,
  repeat: Monthly,
): Generator<Temporal.PlainDate> {
  let month = first.with({ day: 1 })
  for (; Temporal.PlainDate.compare(month, end) < 0; month = month.add({ months: repeat.interval })) {
    const day = repeat.day === -1 ? month.daysInMonth : repeat.day
    if (day <= month.daysInMonth) yield month.with({ day })
  }
}
