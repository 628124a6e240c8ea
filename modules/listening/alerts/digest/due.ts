import { resolveWall, wallAt } from '../../../../kernel/wall-time.ts'

export type Every = 'day' | 'week'
/** `weekday`: 1 is Monday. */
export type Timing = { every: Every; hour: number; weekday: number; zone: string }

/** The first moment after `now` at which a digest is due, by the clocks of the zone. */
export function nextDue(timing: Timing, now: Date): Date {
  const today = wallAt(now, timing.zone, 'digest').slice(0, 10)
  for (let ahead = 0; ahead <= 8; ahead++) {
    const at = dueOn(dayAfter(today, ahead), timing)
    if (at && at > now) return at
  }
  throw new Error(`no day in ${timing.zone} has that hour`)
}

/** Where the days begin that end at `due`, and the same number of days before them. */
export function periodsBefore(due: Date, { every, zone }: Pick<Timing, 'every' | 'zone'>) {
  const [date = '', time = ''] = wallAt(due, zone, 'digest').split('T')
  const days = every === 'day' ? 1 : 7
  const back = (count: number) => resolveWall(`${dayAfter(date, -count)}T${time}`, zone, 'digest').at
  return { before: back(2 * days), from: back(days), to: due }
}

function dueOn(day: string, { every, hour, weekday, zone }: Timing): Date | undefined {
  const found = new Date(`${day}T00:00Z`).getUTCDay() || 7
  if (every === 'week' && found !== weekday) return undefined
  return resolveWall(`${day}T${String(hour).padStart(2, '0')}:00`, zone, 'digest').at
}

function dayAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}
