import { addDays, addMonths, startOfWeek } from './time/days.ts'
import type { View } from './view-range.ts'

/** A place on the calendar: a day, and in the views with hours a minute of it. */
export type Spot = { date: string; minute: number }

const stepMinutes = 15
const dayMinutes = 1440

/** Where a key takes the focus or the post being carried; null when the key means nothing here. */
export function moveByKey(spot: Spot, key: string, { view, firstWeekday, large = false }: MoveContext): Spot | null {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (across !== undefined) return { ...spot, date: addDays(spot.date, across) }
  const along = { ArrowUp: -1, ArrowDown: 1 }[key]
  if (along !== undefined)
    return view === 'month'
      ? { ...spot, date: addDays(spot.date, along * 7) }
      : byMinutes(spot, along * (large ? 60 : stepMinutes))
  const page = { PageUp: -1, PageDown: 1 }[key]
  if (page !== undefined) return { ...spot, date: pageFrom(spot.date, page, view, large) }
  if (key === 'Home') return { ...spot, date: startOfWeek(spot.date, firstWeekday) }
  if (key === 'End') return { ...spot, date: addDays(startOfWeek(spot.date, firstWeekday), 6) }
  return null
}

export type MoveContext = { view: View; firstWeekday: number; large?: boolean }

function byMinutes(spot: Spot, minutes: number): Spot {
  const onGrid = minutes > 0 ? Math.floor(spot.minute / stepMinutes) : Math.ceil(spot.minute / stepMinutes)
  const minute = onGrid * stepMinutes + minutes
  if (minute < 0) return { date: addDays(spot.date, -1), minute: minute + dayMinutes }
  if (minute >= dayMinutes) return { date: addDays(spot.date, 1), minute: minute - dayMinutes }
  return { ...spot, minute }
}

function pageFrom(date: string, by: number, view: View, large: boolean): string {
  if (view === 'month') return addMonths(date, large ? by * 12 : by)
  return addDays(date, by * (view === 'day' && !large ? 1 : 7))
}

export const wallOf = (spot: Spot): string =>
  `${spot.date}T${String(Math.floor(spot.minute / 60)).padStart(2, '0')}:${String(spot.minute % 60).padStart(2, '0')}`

/** The minute a pointer means at a height of the hour grid, on the quarter. */
export const minuteAt = (y: number, hourHeight: number): number =>
  Math.min(dayMinutes - stepMinutes, Math.max(0, Math.round(((y / hourHeight) * 60) / stepMinutes) * stepMinutes))
