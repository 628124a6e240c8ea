import { wallAt } from '../../../kernel/wall-time.ts'

/** Hours of a week, from Monday 0:00. */
export const slots = 168

/** `weekday`: 0 is Monday. */
export type Slot = { weekday: number; hour: number }

export const slotOf = (place: number): Slot => ({ weekday: Math.floor(place / 24), hour: place % 24 })

/** Which hour of the week clocks in the zone show then. Throws a RangeError for what is no moment, and refuses a zone nobody knows. */
export function placeAt(moment: Date, zone: string): number {
  if (Number.isNaN(moment.getTime())) throw new RangeError('at: this is no moment')
  const wall = wallAt(moment, zone, 'audience')
  const weekday = (new Date(`${wall.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7
  return weekday * 24 + Number(wall.slice(11, 13))
}

export const isWeekend = (place: number) => place >= 5 * 24

/** Waves round the clock, from one to `waves` a day, the quicker the weaker (k^−1.5): what hours next to each other share. Together they have the deviation 1. */
export function wavesAt(hour: number): number[] {
  const angle = (2 * Math.PI * (hour + 0.5)) / 24
  return strengths.flatMap((strength, k) => [
    strength * Math.cos((k + 1) * angle),
    strength * Math.sin((k + 1) * angle),
  ])
}

export const waves = 6
const raw = Array.from({ length: waves }, (_, k) => (k + 1) ** -1.5)
const whole = Math.sqrt(raw.reduce((sum, one) => sum + one * one, 0))
const strengths = raw.map((one) => one / whole)
