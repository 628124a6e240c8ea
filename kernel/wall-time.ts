import { Temporal } from 'temporal-polyfill'
import { badField } from './failure.ts'

export type Resolved = 'exact' | 'gap-moved-later' | 'overlap-first'
export type Instant = { at: Date; resolved: Resolved }

/**
 * The moment at which clocks in that zone show that time, by RFC 5545 (3.3.5): a time the clocks skip is moved later by
 * the skip, a time they show twice is the first of the two. `wall` is `2026-10-25T02:30`, `zone` an IANA name.
 * Refuses, at `<path>.wall` or `<path>.zone`, a time no calendar has (25:00, 30 February) and a zone nobody knows.
 */
export function resolveWall(wall: string, zone: string, path = 'plan'): Instant {
  const plain = wallTime(wall, `${path}.wall`)
  const [first, last] = bothReadings(plain, zone, `${path}.zone`)
  const at = (moment: Temporal.ZonedDateTime) => new Date(moment.epochMilliseconds)
  if (first.epochMilliseconds === last.epochMilliseconds) return { at: at(first), resolved: 'exact' }
  return first.toPlainDateTime().equals(plain)
    ? { at: at(first), resolved: 'overlap-first' }
    : { at: at(last), resolved: 'gap-moved-later' }
}

/** What clocks in that zone show at that moment, to the minute: `2026-10-25T02:30`. */
export function wallAt(moment: Date, zone: string, path = 'plan'): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(moment.getTime())
  const shown = refusing(`${path}.zone`, 'time.unknownZone', zone, () => instant.toZonedDateTimeISO(zone))
  return shown.toPlainDateTime().toString({ smallestUnit: 'minute', roundingMode: 'floor' })
}

/** Is this the IANA name of a zone we know the clocks of? */
export function isZone(zone: string): boolean {
  try {
    bothReadings(Temporal.PlainDateTime.from('2000-01-01T00:00'), zone, '')
    return true
  } catch {
    return false
  }
}

/** Changes whenever the rules of the zones may have: instants derived from wall times are to be derived anew. */
export const zoneEdition = () => process.versions.tz ?? 'unknown'

function wallTime(wall: string, path: string): Temporal.PlainDateTime {
  const form = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/
  if (!form.test(wall)) throw badField(path, 'time.impossible', { given: wall.slice(0, 40) })
  return refusing(path, 'time.impossible', wall, () => Temporal.PlainDateTime.from(wall, { overflow: 'reject' }))
}

function bothReadings(plain: Temporal.PlainDateTime, zone: string, path: string) {
  return refusing(path, 'time.unknownZone', zone, () => {
    // An offset such as +02:00 is a zone to Temporal, yet it knows nothing of summer time.
    if (/^[+-]/.test(zone)) throw new RangeError('an offset is not a zone')
    return [
      plain.toZonedDateTime(zone, { disambiguation: 'earlier' }),
      plain.toZonedDateTime(zone, { disambiguation: 'later' }),
    ] as const
  })
}

function refusing<T>(path: string, code: string, given: string, act: () => T): T {
  try {
    return act()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw badField(path, code, { given: given.slice(0, 40) })
  }
}
