import type { Interval } from '../statistics/interval.ts'
import { studentQuantile, studentTail } from '../statistics/student.ts'
import { weekdayOf } from './increments.ts'

/** What the days ahead will add together: `chanceOf(sum)` is P(at least that much). */
export type Forecast = { expected: number; interval: Interval; chanceOf: (sum: number) => number }

/** Two weeks, so that each weekday is met twice. */
export const fewestDays = 14
/** Older days tell of other times. */
export const mostDays = 84

/** Up to so many days before, what one day was still weighs on the next. */
const lags = 7

/**
 * The sum of the days from `from` to `to`, from the days known before `from`: each weekday's own mean (drawn towards that of
 * all days as far as it is unsure), and around it a deviation that carries both the days to come and how little is known of the mean:
 * √(m v + m² v ÷ n), with m days ahead, n behind, and v the long-run variance (Newey and West 1987, seven lags), Student's t.
 * Undefined for fewer than 14 days behind.
 */
export function forecastDays(added: ReadonlyMap<number, number>, from: number, to: number): Forecast | undefined {
  const known = [...added].filter(([day]) => day < from && day >= from - mostDays).sort(([a], [b]) => a - b)
  if (known.length < fewestDays) return undefined
  const usual = usualByWeekday(known)
  let [expected, ahead] = [0, 0]
  for (let day = from; day <= to; day++, ahead++) expected += usual[weekdayOf(day)] ?? 0
  const rest = known.map(([day, value]) => value - (usual[weekdayOf(day)] ?? 0))
  const freedom = Math.max(4, known.length / 2 - 3)
  const deviation = Math.sqrt(longRunVariance(rest) * (ahead + ahead ** 2 / known.length))
  const reach = studentQuantile(0.975, freedom) * deviation
  const chanceOf = (sum: number) =>
    deviation > 0 ? studentTail((sum - expected) / deviation, freedom) : sum <= expected ? 1 : 0
  return { expected, interval: [expected - reach, expected + reach], chanceOf }
}

function usualByWeekday(known: readonly (readonly [day: number, value: number])[]): number[] {
  const mean = known.reduce((sum, [, value]) => sum + value, 0) / known.length
  const variance = known.reduce((sum, [, value]) => sum + (value - mean) ** 2, 0) / known.length
  const groups = Array.from({ length: 7 }, (_, weekday) => known.filter(([day]) => weekdayOf(day) === weekday))
  const means = groups.map((group) => group.reduce((sum, [, value]) => sum + value, 0) / Math.max(1, group.length))
  const between = means.reduce((sum, one, n) => sum + (groups[n]?.length ? (one - mean) ** 2 : 0), 0) / 7
  const within = Math.max(0, variance - between)
  const spread = Math.max(0, between - (within * 7) / known.length)
  return means.map((one, n) => {
    const count = groups[n]?.length ?? 0
    const trust = spread > 0 ? spread / (spread + within / Math.max(1, count)) : 0
    return count > 0 ? trust * one + (1 - trust) * mean : mean
  })
}

/** Bartlett's weights; never less than the variance itself, since a run of luck is no rule. */
function longRunVariance(rest: readonly number[]): number {
  const count = rest.length
  const together = (lag: number) => rest.slice(lag).reduce((sum, one, n) => sum + one * (rest[n] ?? 0), 0) / (count - 7)
  const own = together(0)
  let sum = own
  for (let lag = 1; lag <= Math.min(lags, Math.floor(count / 4)); lag++)
    sum += 2 * (1 - lag / (lags + 1)) * together(lag)
  return Math.max(own, sum)
}
