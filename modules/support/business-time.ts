import { Temporal } from 'temporal-polyfill'

/** From one wall time to a later one of the same day, `09:00` to `17:30`; `24:00` is the end of the day. */
export type OpenInterval = { from: string; to: string }
/**
 * When somebody is there. `week` begins with Monday. A holiday's `open` takes the place of its weekday's: empty when the
 * brand is closed all day.
 */
export type BusinessHours = {
  zone: string
  week: OpenInterval[][]
  holidays: { date: string; open: OpenInterval[] }[]
}

const dayMs = 86_400_000
/** Farther than this nothing is due: ten years. */
const horizonMs = 3653 * dayMs

/**
 * Milliseconds in [from, to) during which clocks in the zone show open hours; 0 when `to` is not after `from`. An hour the
 * clocks show twice counts twice, one they skip not at all.
 */
export function businessMsBetween(hours: BusinessHours, from: Date, to: Date): number {
  let sum = 0
  for (const [start, end] of openSpans(hours, from.getTime(), to.getTime())) sum += end - start
  return sum
}

/**
 * The earliest moment by which `ms` business milliseconds have passed since `from`; null when that would take more than ten
 * years, as where the brand is never open. For 0 ms it is `from` itself.
 */
export function afterBusinessMs(hours: BusinessHours, from: Date, ms: number): Date | null {
  let left = ms
  if (left <= 0) return from
  for (const [start, end] of openSpans(hours, from.getTime(), from.getTime() + horizonMs)) {
    if (end - start >= left) return new Date(start + left)
    left -= end - start
  }
  return null
}

export function isOpenAt(hours: BusinessHours, at: Date): boolean {
  return businessMsBetween(hours, at, new Date(at.getTime() + 1)) > 0
}

/** When it opens next; `from` itself while it is open, null when it never does. */
export function opensAfter(hours: BusinessHours, from: Date): Date | null {
  for (const [start] of openSpans(hours, from.getTime(), from.getTime() + horizonMs)) return new Date(start)
  return null
}

type Span = readonly [start: number, end: number]
type Day = (day: number) => readonly Span[]

/** In order, without overlaps, each within [from, until). */
function* openSpans(hours: BusinessHours, from: number, until: number): Generator<Span> {
  const openOn = calendarOf(hours)
  for (let at = from; at < until; ) {
    const { offset, ends } = steadyFrom(hours.zone, at)
    const stop = Math.min(ends, until)
    yield* spansUnder(offset, openOn, at, stop)
    at = stop
  }
}

/** As long as the clocks keep one offset, wall time is plain arithmetic. */
function* spansUnder(offset: number, openOn: Day, from: number, until: number): Generator<Span> {
  const last = Math.floor((until - 1 + offset) / dayMs)
  for (let day = Math.floor((from + offset) / dayMs); day <= last; day++)
    for (const [opens, closes] of openOn(day)) {
      const start = Math.max(from, day * dayMs + opens - offset)
      const end = Math.min(until, day * dayMs + closes - offset)
      if (end > start) yield [start, end]
    }
}

/** The offset of the zone's clocks at that moment, and until when they keep it. */
function steadyFrom(zone: string, at: number): { offset: number; ends: number } {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const turn = shown.getTimeZoneTransition('next')
  const ends = turn ? turn.epochMilliseconds : Number.POSITIVE_INFINITY
  return { offset: shown.offsetNanoseconds / 1e6, ends }
}

/** What is open on a day, by its number since 1970-01-01, which was a Thursday. */
function calendarOf({ week, holidays }: BusinessHours): Day {
  const usual = week.map(spansOf)
  const special = new Map(holidays.map(({ date, open }) => [Date.parse(`${date}T00:00:00Z`) / dayMs, spansOf(open)]))
  return (day) => special.get(day) ?? usual[(((day + 3) % 7) + 7) % 7] ?? []
}

/** Sorted; those that touch or overlap are one. */
function spansOf(intervals: OpenInterval[]): Span[] {
  const sorted = intervals.map(({ from, to }): Span => [wallMs(from), wallMs(to)]).sort(([a], [b]) => a - b)
  const joined: [number, number][] = []
  for (const [start, end] of sorted) {
    const before = joined.at(-1)
    if (before && start <= before[1]) before[1] = Math.max(before[1], end)
    else joined.push([start, end])
  }
  return joined
}

function wallMs(wall: string): number {
  const [hour, minute] = wall.split(':').map(Number)
  return ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000
}
