/** How awake people are by their own clock, 1 on average over a week. Hours from midnight. */
const byHour = [
  ...[0.45, 0.25, 0.15, 0.1, 0.1, 0.2, 0.5, 0.9, 1.1, 1.1, 1.05, 1.1],
  ...[1.25, 1.2, 1.05, 1.05, 1.1, 1.25, 1.4, 1.65, 1.9, 1.95, 1.5, 0.9],
]
const atWeekends = [
  ...[0.7, 0.45, 0.25, 0.15, 0.1, 0.1, 0.25, 0.5, 0.8, 1.1, 1.25, 1.3],
  ...[1.25, 1.2, 1.15, 1.15, 1.2, 1.3, 1.4, 1.55, 1.7, 1.7, 1.4, 1.0],
]
/** From Sunday on. */
const byWeekday = [0.92, 1.03, 1.02, 1.02, 1.04, 1.05, 0.92]

const hourMs = 3_600_000
const weekHours = 168

/** In [0, 2.5]: how much is said in this zone at that moment beside its average. Daylight saving included. */
export function awakeIn(zone: string, atMs: number): number {
  const local = atMs / hourMs + offsetHours(zone, atMs)
  const hour = Math.floor(local)
  const share = local - hour
  return (wall(hour) * (1 - share) + wall(hour + 1) * share) / mean
}

/** The first of January 1970 was a Thursday. */
const weekdayOf = (hour: number) => (((Math.floor(hour / 24) + 4) % 7) + 7) % 7

function wall(hour: number): number {
  const weekday = weekdayOf(hour)
  const curve = weekday === 0 || weekday === 6 ? atWeekends : byHour
  return (curve[((hour % 24) + 24) % 24] ?? 1) * (byWeekday[weekday] ?? 1)
}

const mean = Array.from({ length: weekHours }, (_, hour) => wall(hour)).reduce((sum, one) => sum + one, 0) / weekHours

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, { hour: number; offset: number }>()

function offsetHours(zone: string, atMs: number): number {
  const hour = Math.floor(atMs / hourMs)
  const last = known.get(zone)
  if (last?.hour === hour) return last.offset
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const named = format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(named) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60)
  known.set(zone, { hour, offset })
  return offset
}
