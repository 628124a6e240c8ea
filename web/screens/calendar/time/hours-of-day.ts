import { addDays } from './days.ts'
import { resolveWall } from './resolve-wall.ts'
import { askOffset } from './zone-clock.ts'

/** One hour as it is lived: `at` its instant, `hour` what clocks show, `turn` what a clock change did to it. */
export type LivedHour = { at: number; hour: number; turn: 'none' | 'repeated' | 'after-gap' }

const hourMs = 3_600_000

/** The hours of a date in a zone: 24, or 23 and 25 on the days clocks change. */
export function hoursOfDay(date: string, zone: string): LivedHour[] {
  const start = resolveWall(`${date}T00:00`, zone).at
  const end = resolveWall(`${addDays(date, 1)}T00:00`, zone).at
  const hours: LivedHour[] = []
  for (let at = start; at < end; at += hourMs) {
    const hour = new Date(at + askOffset(zone, at)).getUTCHours()
    const before = hours.at(-1)?.hour
    const turn = before === undefined ? 'none' : hour === before ? 'repeated' : hour > before + 1 ? 'after-gap' : 'none'
    hours.push({ at, hour, turn })
  }
  return hours
}

export type ClockChange = { skipped: number | null; repeated: number | null }
const changes = new Map<string, ClockChange>()

/** The hours clocks jump over or show twice on that date; both null on an ordinary day. Each is found out once. */
export function clockChange(date: string, zone: string): ClockChange {
  const key = `${date} ${zone}`
  const known = changes.get(key) ?? changeOf(hoursOfDay(date, zone))
  changes.set(key, known)
  return known
}

function changeOf(hours: readonly LivedHour[]): ClockChange {
  const after = hours.find((hour) => hour.turn === 'after-gap')
  const again = hours.find((hour) => hour.turn === 'repeated')
  return { skipped: after ? after.hour - 1 : null, repeated: again ? again.hour : null }
}
