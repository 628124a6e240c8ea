import type { Interval } from './interval.ts'
import { normalQuantile } from './normal.ts'

/**
 * Wilson's interval of a share (1927): (p + z²⁄2n ± z √(p(1 − p)⁄n + z²⁄4n²)) ÷ (1 + z²⁄n), with p = successes ÷ n.
 * Of no trials [0, 1]. `z` is 1.96 for 95 %. Throws a RangeError for counts that are none.
 */
export function wilsonInterval(successes: number, trials: number, z = normalQuantile(0.975)): Interval {
  if (!(trials >= 0 && trials < Number.POSITIVE_INFINITY)) throw new RangeError(`trials: ${trials} is no count`)
  if (!(successes >= 0 && successes <= trials))
    throw new RangeError(`successes: ${successes} are not of ${trials} trials`)
  if (!(z > 0)) throw new RangeError(`z: ${z} is no width`)
  if (trials === 0) return [0, 1]
  const [share, squared] = [successes / trials, z * z]
  const middle = (share + squared / (2 * trials)) / (1 + squared / trials)
  const reach =
    (z / (1 + squared / trials)) * Math.sqrt((share * (1 - share)) / trials + squared / (4 * trials * trials))
  const low = successes === 0 ? 0 : Math.max(0, middle - reach)
  return [low, successes === trials ? 1 : Math.min(1, middle + reach)]
}

export type Counted = { successes: number; trials: number }

/** Newcombe's interval of one share minus another (1998, method 10), from Wilson's of each. */
export function differenceInterval(one: Counted, other: Counted, z = normalQuantile(0.975)): Interval {
  const [low, high] = wilsonInterval(one.successes, one.trials, z)
  const [otherLow, otherHigh] = wilsonInterval(other.successes, other.trials, z)
  if (one.trials === 0 || other.trials === 0) return [-1, 1]
  const [share, beside] = [one.successes / one.trials, other.successes / other.trials]
  return [
    share - beside - Math.hypot(share - low, otherHigh - beside),
    share - beside + Math.hypot(high - share, beside - otherLow),
  ]
}
