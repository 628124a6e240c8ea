import type { Repeat } from '../../api/planning.ts'

export type Rule = { start: string; repeat: Repeat; until: string | null; times: number | null }

const day = 86_400_000
/** As far as the desk itself looks for a rule that hardly ever comes true. */
const farthest = 50 * 366 * day

/** The wall times of a rule from its start on, as the desk will make them, so that they are seen before it is saved. */
export function* wallsOf({ start, repeat, until, times }: Rule): Generator<string> {
  let count = 0
  for (const date of datesOf(Date.parse(`${start.slice(0, 10)}T00:00Z`), repeat)) {
    const wall = `${textOf(date)}${start.slice(10)}`
    if (wall < start) continue
    if ((until !== null && wall > until) || (times !== null && count >= times)) return
    count += 1
    yield wall
  }
}

/** The next `count` of them that are not past on the clock of `now`. */
export function comingWalls(rule: Rule, now: string, count: number): string[] {
  const coming: string[] = []
  for (const wall of wallsOf(rule)) {
    if (wall < now) continue
    coming.push(wall)
    if (coming.length === count) break
  }
  return coming
}

function* datesOf(first: number, repeat: Repeat): Generator<number> {
  const end = first + farthest
  if (repeat.every === 'day') for (let date = first; date < end; date += repeat.interval * day) yield date
  if (repeat.every === 'week') {
    const weekdays = [...new Set(repeat.weekdays)].sort((a, b) => a - b)
    const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * day
    for (let week = monday; week < end; week += repeat.interval * 7 * day)
      for (const weekday of weekdays) yield week + (weekday - 1) * day
  }
  if (repeat.every === 'month') yield* monthDaysOf(new Date(first), end, repeat)
}

function* monthDaysOf(first: Date, end: number, repeat: Extract<Repeat, { every: 'month' }>): Generator<number> {
  const year = first.getUTCFullYear()
  for (let month = first.getUTCMonth(); Date.UTC(year, month) < end; month += repeat.interval) {
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    const wanted = repeat.day === -1 ? last : repeat.day
    if (wanted <= last) yield Date.UTC(year, month, wanted)
  }
}

const textOf = (date: number) => new Date(date).toISOString().slice(0, 10)
