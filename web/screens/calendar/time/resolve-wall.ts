import { askOffset } from './zone-clock.ts'

export type Resolved = 'exact' | 'gap-moved-later' | 'overlap-first'
export type ResolvedWall = { at: number; resolved: Resolved; shown: string }

const hour = 3_600_000

/**
 * The instant of a wall time (`YYYY-MM-DDTHH:MM`) in a zone, as RFC 5545 says: in the gap of a clock change the clock is
 * moved on, in an overlap the first of the two is meant. `shown` is what clocks on the wall will really show then.
 */
export function resolveWall(wall: string, zone: string): ResolvedWall {
  const asUtc = Date.parse(`${wall}:00Z`)
  const before = askOffset(zone, asUtc - 24 * hour)
  const after = askOffset(zone, asUtc + 24 * hour)
  const fits = [before, after]
    .map((offset) => asUtc - offset)
    .filter((at) => at + askOffset(zone, at) === asUtc)
    .sort((a, b) => a - b)
  const [first, second] = fits
  if (first === undefined) return moved(asUtc - before, zone)
  return { at: first, resolved: second !== undefined && second !== first ? 'overlap-first' : 'exact', shown: wall }
}

const moved = (at: number, zone: string): ResolvedWall => ({
  at,
  resolved: 'gap-moved-later',
  shown: new Date(at + askOffset(zone, at)).toISOString().slice(0, 16),
})

export const wallIn = (zone: string, at: number): string =>
  new Date(at + askOffset(zone, at)).toISOString().slice(0, 16)
