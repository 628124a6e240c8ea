import { wallAt } from '../../../kernel/wall-time.ts'

export const hourMs = 3_600_000

/** Hours of the day, on days of work and on Saturdays and Sundays. */
export const cells = 48

/**
 * Which of the 48 an hour belongs to, by what clocks in the zone show at its beginning. The hour that clocks skip is
 * nobody's; the one they show twice is the same cell twice. Hours count from 1970 in UTC.
 */
export function cellOf(hour: number, zone: string): number {
  const known = ofZone(zone)
  const found = known.get(hour)
  if (found !== undefined) return found
  const cell = readCell(hour, zone)
  if (known.size > 50_000) known.clear()
  known.set(hour, cell)
  return cell
}

const zones = new Map<string, Map<number, number>>()

function ofZone(zone: string): Map<number, number> {
  let known = zones.get(zone)
  if (!known) {
    if (zones.size > 500) zones.clear()
    known = new Map()
    zones.set(zone, known)
  }
  return known
}

function readCell(hour: number, zone: string): number {
  const wall = wallAt(new Date(hour * hourMs), zone, 'history')
  const day = new Date(`${wall.slice(0, 10)}T00:00Z`).getUTCDay()
  return Number(wall.slice(11, 13)) + (day === 0 || day === 6 ? 24 : 0)
}
