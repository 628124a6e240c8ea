import { zoneClock } from '../../calendar/time/zone-clock.ts'

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Does a moment fall into hours when the brand keeps quiet? `from` later than `to` runs over midnight; `to` is free again. */
export function isQuiet(at: number, zone: string, quiet: { from: string; to: string } | null): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  const { minute } = zoneClock(zone, at, at).wallAt(at)
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)]
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
