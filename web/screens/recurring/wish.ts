import type { Recurring, Repeat } from '../../api/planning.ts'
import { wallIn } from '../calendar/time/resolve-wall.ts'
import { comingWalls } from './coming-dates.ts'

/** A repetition while it is being put together: numbers as typed, and what each kind of rule needs kept side by side. */
export type Wish = {
  date: string | null
  time: string | null
  zone: string
  every: Repeat['every']
  interval: string
  weekdays: number[]
  monthDay: number
  ends: 'never' | 'until' | 'times'
  until: string | null
  times: string
}

export type Ready = Pick<Recurring, 'start' | 'repeat' | 'until' | 'times'>

const most = { day: 365, week: 52, month: 24 } as const
const day = 86_400_000

/** What one would most often want: each week, on the weekday and at the hour the post itself has or had. */
export function firstWish(
  plan: { wall: string; zone: string } | null,
  zone: string,
  isOut: boolean,
  now: number,
): Wish {
  const tomorrow = `${wallIn(zone, now + day).slice(0, 10)}T09:00`
  const begin = plan ?? { wall: tomorrow, zone }
  const weekday = weekdayOf(begin.wall)
  const weekly: Repeat = { every: 'week', interval: 1, weekdays: [weekday] }
  const here = wallIn(begin.zone, now)
  const walls = comingWalls({ start: begin.wall, repeat: weekly, until: null, times: null }, here, 2)
  const first = (isOut && walls[0] === begin.wall ? walls[1] : walls[0]) ?? begin.wall
  return {
    date: first.slice(0, 10),
    time: first.slice(11),
    zone: begin.zone,
    every: 'week',
    interval: '1',
    weekdays: [weekday],
    monthDay: Number(first.slice(8, 10)),
    ends: 'never',
    until: null,
    times: '10',
  }
}

export function wishOf({ start, repeat, until, times }: Recurring): Wish {
  const date = start.wall.slice(0, 10)
  return {
    date,
    time: start.wall.slice(11),
    zone: start.zone,
    every: repeat.every,
    interval: String(repeat.interval),
    weekdays: repeat.every === 'week' ? repeat.weekdays : [weekdayOf(start.wall)],
    monthDay: repeat.every === 'month' ? repeat.day : Number(date.slice(8)),
    ends: until ? 'until' : times ? 'times' : 'never',
    until: until?.wall.slice(0, 10) ?? null,
    times: times ? String(times) : '10',
  }
}

/** The rule that is meant, or the field that still stands in its way. */
export function readWish(
  wish: Wish,
): { ready: Ready } | { missing: 'date' | 'interval' | 'weekdays' | 'until' | 'times' } {
  const interval = whole(wish.interval, most[wish.every])
  const times = whole(wish.times, 1000)
  if (!wish.date || !wish.time) return { missing: 'date' }
  if (interval === null) return { missing: 'interval' }
  if (wish.every === 'week' && wish.weekdays.length === 0) return { missing: 'weekdays' }
  if (wish.ends === 'until' && (!wish.until || wish.until < wish.date)) return { missing: 'until' }
  if (wish.ends === 'times' && times === null) return { missing: 'times' }
  return {
    ready: {
      start: { wall: `${wish.date}T${wish.time}`, zone: wish.zone },
      repeat: repeatOf(wish, interval),
      until: wish.ends === 'until' && wish.until ? { wall: `${wish.until}T23:59` } : null,
      times: wish.ends === 'times' ? times : null,
    },
  }
}

export const mostOf = (every: Repeat['every']): number => most[every]

function repeatOf(wish: Wish, interval: number): Repeat {
  if (wish.every === 'day') return { every: 'day', interval }
  if (wish.every === 'week') return { every: 'week', interval, weekdays: wish.weekdays }
  return { every: 'month', interval, day: wish.monthDay }
}

function whole(typed: string, most: number): number | null {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0
  return number >= 1 && number <= most ? number : null
}

const weekdayOf = (wall: string) => new Date(`${wall}:00Z`).getUTCDay() || 7
