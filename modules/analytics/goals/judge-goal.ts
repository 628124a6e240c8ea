import type { Interval } from '../statistics/interval.ts'
import { fewestDays, forecastDays } from './forecast.ts'
import { addedToLevel, type DayValue, dayNumber } from './increments.ts'

/**
 * What a brand wants by a day.
 * - `level`: a number that stands at that much at the end, such as followers. `start` is where it stood when the term began.
 * - `sum`: days that add up to that much over the term, such as sales. What nobody counted is not guessed.
 */
export type Goal = { kind: 'level' | 'sum'; target: number; start?: number; from: string; until: string }

/** From 0 (nothing yet) to 1 and beyond; below 0 where it went the other way. */
type Progress = { reached: number; progress: number; elapsed: number }

export type GoalVerdict =
  | { verdict: 'not-begun' }
  | ({ verdict: 'met' | 'missed' } & Progress)
  /** There are too few days behind to tell; `known` of `needed`. */
  | ({ verdict: 'unknown'; known: number; needed: number } & Progress)
  | ({
      /** `on-the-way`: reached with a chance of 80 % or more; `behind`: of 20 % or less; between, `uncertain`. */
      verdict: 'on-the-way' | 'uncertain' | 'behind'
      chance: number
      /** Where it will stand at the end, at 95 %. */
      forecast: number
      interval: Interval
      /** What each day left must add, and what one adds as things go. */
      neededADay: number
      usualADay: number
      daysLeft: number
    } & Progress)

const [likely, unlikely] = [0.8, 0.2]

/**
 * How a goal stands at the end of the day `today`. Goals that fall, such as complaints from 90 to 30, are told by a target below
 * the start. A sum cannot fall: its target is above 0. Throws a RangeError naming what is wrong.
 */
export function judgeGoal(goal: Goal, days: readonly DayValue[], today: string): GoalVerdict {
  const [from, until, now] = [dayNumber(goal.from, 'from'), dayNumber(goal.until, 'until'), dayNumber(today, 'today')]
  checkGoal(goal, until - from)
  if (now < from) return { verdict: 'not-begun' }
  const values = valuesByDay(days, now)
  const start = goal.kind === 'sum' ? 0 : (goal.start ?? levelAt(values, from) ?? 0)
  const end = Math.min(now, until)
  const reached = goal.kind === 'sum' ? sumBetween(values, from, end) : (levelAt(values, end) ?? start)
  const wanted = goal.target - start
  const standing = {
    reached,
    progress: wanted === 0 ? 1 : (reached - start) / wanted,
    elapsed: (end - from + 1) / (until - from + 1),
  }
  if (now >= until || (goal.kind === 'sum' && reached >= goal.target))
    return { verdict: standing.progress >= 1 ? 'met' : 'missed', ...standing }
  const added = goal.kind === 'sum' ? values : addedToLevel(values, Number.NEGATIVE_INFINITY, now)
  const forecast = forecastDays(added, now + 1, until)
  if (!forecast) return { verdict: 'unknown', known: added.size, needed: fewestDays, ...standing }
  const left = goal.target - reached
  const chance = wanted < 0 ? 1 - forecast.chanceOf(left) : forecast.chanceOf(left)
  const daysLeft = until - now
  return {
    verdict: chance >= likely ? 'on-the-way' : chance <= unlikely ? 'behind' : 'uncertain',
    chance,
    forecast: reached + forecast.expected,
    interval: [reached + forecast.interval[0], reached + forecast.interval[1]],
    neededADay: left / daysLeft,
    usualADay: forecast.expected / daysLeft,
    daysLeft,
    ...standing,
  }
}

function checkGoal({ kind, target, start = 0 }: Goal, days: number): void {
  if (days < 0) throw new RangeError('until: the term ends before it begins')
  if (days > 3_660) throw new RangeError('until: a term has ten years at most')
  if (!Number.isFinite(target)) throw new RangeError(`target: ${target} is no number`)
  if (!Number.isFinite(start)) throw new RangeError(`start: ${start} is no number`)
  if (kind === 'sum' && target <= 0) throw new RangeError('target: days cannot add up to nothing or less')
}

/** Days after today are left out: their clock is wrong. Of two values for one day, the later told stands. */
function valuesByDay(days: readonly DayValue[], now: number): Map<number, number> {
  const values = new Map<number, number>()
  for (const [n, { on, value }] of days.entries()) {
    const day = dayNumber(on, `days.${n}.on`)
    if (value === null || day > now) continue
    if (!Number.isFinite(value)) throw new RangeError(`days.${n}.value: ${value} is no number`)
    values.set(day, value)
  }
  return values
}

/** The last that was known then. */
function levelAt(values: ReadonlyMap<number, number>, day: number): number | undefined {
  const last = [...values.keys()]
    .filter((one) => one <= day)
    .reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
  return values.get(last)
}

const sumBetween = (values: ReadonlyMap<number, number>, from: number, to: number) =>
  [...values].reduce((sum, [day, value]) => (day >= from && day <= to ? sum + value : sum), 0)
