import { useMemo } from 'react'
import { useSpoken } from './words.tsx'
import { zoneShown } from './zones.ts'

const minute = 60_000
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 60 * minute],
  ['month', 30 * 24 * 60 * minute],
  ['week', 7 * 24 * 60 * minute],
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
]

const cache = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()

/** Making a formatter is slow and a calendar asks for thousands: each is made once. */
function dates(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options)
  const timeZone = options.timeZone && zoneShown(options.timeZone)
  const known = cache.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone })
  cache.set(key, known)
  return known
}

function figures(tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = tag + JSON.stringify(options)
  const known = numbers.get(key) ?? new Intl.NumberFormat(tag, options)
  numbers.set(key, known)
  return known
}

type When = Date | string | number
const dateOf = (when: When) => (when instanceof Date ? when : new Date(when))

export type Format = ReturnType<typeof formatIn>

/** Dates, times, numbers as the chosen language writes them. Every time takes the zone it is told in; moments may be ISO text. */
export function formatIn(tag: string) {
  return {
    /** 22 Nov 2026 */
    date: (when: When, zone: string) => dates(tag, { dateStyle: 'medium', timeZone: zone }).format(dateOf(when)),
    /** Sunday, 22 November */
    day: (when: When, zone: string) =>
      begun(tag, dates(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(dateOf(when))),
    /** 18:30, without its zone: only where the zone is told once for all. */
    clock: (when: When, zone: string) => dates(tag, { timeStyle: 'short', timeZone: zone }).format(dateOf(when)),
    /** 18:30 CET */
    time: (when: When, zone: string) =>
      `${dates(tag, { timeStyle: 'short', timeZone: zone }).format(dateOf(when))} ${zoneName(tag, zone, dateOf(when))}`,
    /** 22 Nov 2026, 18:30 CET */
    moment: (when: When, zone: string) =>
      `${dates(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(dateOf(when))} ${zoneName(tag, zone, dateOf(when))}`,
    /** 22 Nov 2026, 18:30:05 CET: for proof. */
    second: (when: When, zone: string) =>
      `${dates(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(dateOf(when))} ${zoneName(tag, zone, dateOf(when))}`,
    /** November 2026 */
    month: (when: When, zone: string) =>
      dates(tag, { month: 'long', year: 'numeric', timeZone: zone }).format(dateOf(when)),
    /** `1` is Monday. */
    weekday: (weekday: number, style: 'long' | 'short' = 'long') =>
      dates(tag, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday))),
    /** A wall time such as `18:30`. */
    wallTime: (wall: string) =>
      dates(tag, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`2024-01-01T${wall}:00Z`)),
    zoneName: (zone: string, at: Date = new Date()) => zoneName(tag, zone, at),
    /** in 5 minutes, yesterday */
    relative: (when: When, now: When = Date.now()) => relative(tag, dateOf(when).getTime() - dateOf(now).getTime()),
    number: (value: number, options?: Intl.NumberFormatOptions) => figures(tag, options).format(value),
    percent: (value: number) => figures(tag, { style: 'percent', maximumFractionDigits: 1 }).format(value),
    bytes: (value: number) => bytes(tag, value),
    list: (items: string[]) => new Intl.ListFormat(tag).format(items),
  }
}

export function useFormat(): Format {
  const { tag } = useSpoken()
  return useMemo(() => formatIn(tag), [tag])
}

/** Many languages write days small; a line that begins with one begins large. */
const begun = (tag: string, text: string) => text.slice(0, 1).toLocaleUpperCase(tag) + text.slice(1)

function zoneName(tag: string, zone: string, at: Date): string {
  const parts = dates(tag, { timeZoneName: 'short', timeZone: zone }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

function relative(tag: string, distance: number): string {
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const unit = units.find(([, length]) => Math.abs(distance) >= length)
  return unit
    ? words.format(Math.round(distance / unit[1]), unit[0])
    : words.format(Math.round(distance / 1000), 'second')
}

function bytes(tag: string, value: number): string {
  const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const step = Math.min(value > 0 ? Math.floor(Math.log10(value) / 3) : 0, sizes.length - 1)
  return figures(tag, {
    style: 'unit',
    unit: sizes[step],
    unitDisplay: 'short',
    maximumFractionDigits: step ? 1 : 0,
  }).format(value / 1000 ** step)
}
