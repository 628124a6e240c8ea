import { badField } from '../../../kernel/failure.ts'
import { resolveWall, wallAt } from '../../../kernel/wall-time.ts'

export type Period = { from: Date; to: Date }
export type StepName = 'hour' | 'day' | 'week'
/** `starts`: where each begins; the first with the period. */
export type Steps = { step: StepName; starts: Date[] }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const mostDays = 732

/** Throws at the field for a period that is none or is longer than two years. */
export function periodOf(given: { from: string; to: string }): Period {
  const [from, to] = [new Date(given.from), new Date(given.to)]
  if (!(from < to)) throw badField('to', 'listening.dashboard.endsBefore')
  if (to.getTime() - from.getTime() > mostDays * dayMs) throw badField('to', 'listening.dashboard.tooLong')
  if (from.getUTCFullYear() < 1990) throw badField('from', 'listening.dashboard.tooEarly')
  return { from, to }
}

/** As long, right before it. */
export const before = ({ from, to }: Period): Period => ({
  from: new Date(2 * from.getTime() - to.getTime()),
  to: from,
})

export const daysIn = ({ from, to }: Period): number => (to.getTime() - from.getTime()) / dayMs

/** Whole hours up to three days, else whole days of the zone, else its weeks from Monday on. */
export function stepsOf(period: Period, zone: string): Steps {
  const days = daysIn(period)
  const step = days <= 3 ? 'hour' : days <= 100 ? 'day' : 'week'
  const starts = [period.from]
  const next = step === 'hour' ? nextHour : nextDay(zone, step === 'week')
  for (let at = next(period.from); at < period.to; at = next(at)) starts.push(at)
  return { step, starts }
}

const nextHour = (at: Date): Date => new Date((Math.floor(at.getTime() / hourMs) + 1) * hourMs)

const nextDay = (zone: string, isWeek: boolean) => (at: Date) => {
  const day = new Date(`${wallAt(at, zone).slice(0, 10)}T12:00:00Z`)
  day.setUTCDate(day.getUTCDate() + (isWeek ? 7 - ((day.getUTCDay() + 6) % 7) : 1))
  return resolveWall(`${day.toISOString().slice(0, 10)}T00:00`, zone).at
}

/** The number of the step a moment lies in, from 0 on. */
export function stepAt(starts: readonly Date[], at: Date): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? at) <= at) low = middle
    else high = middle
  }
  return low
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Monday is 0. Thousands are asked for, so it is read from one formatter. */
export function hourOfWeek(zone: string): (at: Date) => { weekday: number; hour: number } {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
  })
  return (at) => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
    return { weekday: weekdays.indexOf(parts.weekday ?? ''), hour: Number(parts.hour) }
  }
}
