export const snoozes = ['hour', 'three-hours', 'evening', 'tomorrow', 'monday', 'week'] as const
export type Snooze = (typeof snoozes)[number]
export type Wall = { date: string; time: string }

const hour = 3_600_000
const day = 24 * hour

/** When a conversation put off comes back, by the clock of `zone`; null where that time of the day has passed. */
export function snoozeUntil(snooze: Snooze, now: Date, zone: string): Date | null {
  if (snooze === 'hour') return new Date(now.getTime() + hour)
  if (snooze === 'three-hours') return new Date(now.getTime() + 3 * hour)
  const today = wallOf(now, zone).date
  if (snooze === 'evening') {
    const at = momentOf({ date: today, time: '18:00' }, zone)
    return at.getTime() > now.getTime() + hour / 2 ? at : null
  }
  return momentOf({ date: addDays(today, daysUntil[snooze](today)), time: '09:00' }, zone)
}

const daysUntil = {
  tomorrow: () => 1,
  week: () => 7,
  monday: (today: string) => (8 - weekdayOf(today)) % 7 || 7,
}

/** Sunday is 0. */
const weekdayOf = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay()
const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * day).toISOString().slice(0, 10)

export function wallOf(at: Date, zone: string): Wall {
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'short' },
  })
    .format(at)
    .split(' ')
  return { date, time }
}

/** The moment at which a clock of `zone` shows this; where it jumps over it, the moment after the jump. */
export function momentOf({ date, time }: Wall, zone: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  const first = asUtc - offsetAt(asUtc, zone)
  return new Date(asUtc - offsetAt(first, zone))
}

function offsetAt(at: number, zone: string): number {
  const { date, time } = wallOf(new Date(at), zone)
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000
}
