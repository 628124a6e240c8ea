import { zoneShown } from '../../../i18n/zones.ts'

/** What clocks on the wall show: `date` as `YYYY-MM-DD`, `minute` of that day from 0. */
export type WallMoment = { date: string; minute: number }
export type ZoneClock = { zone: string; wallAt: (ms: number) => WallMoment; offsetAt: (ms: number) => number }

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * A zone's clock for one stretch of time. Offsets are asked once per stretch, so that reading ten thousand moments costs
 * arithmetic only. Moments outside the stretch are answered too, by asking.
 */
export function zoneClock(zone: string, from: number, to: number): ZoneClock {
  const stretches = stretchesOf(zone, from, to)
  const offsetAt = (ms: number): number => {
    if (ms < from || ms > to) return askOffset(zone, ms)
    let found = stretches[0]?.offset ?? 0
    for (const stretch of stretches) if (stretch.from <= ms) found = stretch.offset
    return found
  }
  return { zone, offsetAt, wallAt: (ms) => wallOf(ms + offsetAt(ms)) }
}

type Stretch = { from: number; offset: number }

function stretchesOf(zone: string, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [{ from, offset: askOffset(zone, from) }]
  for (let day = from; day < to; day += dayMs) {
    const end = Math.min(day + dayMs, to)
    const before = stretches.at(-1)?.offset
    const after = askOffset(zone, end)
    if (after !== before) stretches.push({ from: turnOf(zone, day, end, after), offset: after })
  }
  return stretches
}

/** The first minute of `after` between the two. */
function turnOf(zone: string, low: number, high: number, after: number): number {
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs
    if (askOffset(zone, middle) === after) high = middle
    else low = middle
  }
  return Math.ceil(high / minuteMs) * minuteMs
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds to add to UTC at that moment; none for a zone nobody knows. */
export function askOffset(zone: string, ms: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zoneShown(zone),
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  const part = Object.fromEntries(format.formatToParts(ms).map((one) => [one.type, Number(one.value)]))
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  return wall - Math.floor(ms / 1000) * 1000
}

function wallOf(shifted: number): WallMoment {
  const day = Math.floor(shifted / dayMs)
  return { date: dateOfDay(day), minute: Math.floor((shifted - day * dayMs) / minuteMs) }
}

const dates = new Map<number, string>()
function dateOfDay(day: number): string {
  let date = dates.get(day)
  if (!date) {
    date = new Date(day * dayMs).toISOString().slice(0, 10)
    dates.set(day, date)
  }
  return date
}
