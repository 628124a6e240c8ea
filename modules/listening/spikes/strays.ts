import type { Hours } from './hours.ts'

/** The hours before that tell how busy a day is; the last two are left out, since they may be a spike's own. */
const [from, to] = [13, 2]
/** By how much days differ from each other, as a relative variance. */
const spread = 0.05

/** Of each hour, how much busier than usual the hours before it were: 1 when as usual, or when they are too few to tell. */
export function straysOf({ counts }: Hours, means: Float64Array, dispersion: number): Float64Array {
  let [seen, expected, heard] = [0, 0, 0]
  const enter = (n: number, sign: number) => {
    const [count, mean] = [counts[n] ?? Number.NaN, means[n] ?? 0]
    if (Number.isNaN(count)) return
    seen += sign * Math.min(count, mostCounted(mean, dispersion))
    expected += sign * mean
    heard += sign
  }
  return counts.map((_, n) => {
    enter(n - to, 1)
    enter(n - from, -1)
    if (heard < 6) return 1
    const trust = spread / (spread + 1 / expected + dispersion / heard)
    return Math.min(2, Math.max(0.5, 1 + trust * (seen / expected - 1)))
  })
}

/** Earlier spikes count as four standard deviations at most. */
export const mostCounted = (mean: number, dispersion: number) =>
  mean + 1 + 4 * Math.sqrt(mean + dispersion * mean * mean)
