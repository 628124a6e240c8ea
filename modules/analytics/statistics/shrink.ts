import type { Interval } from './interval.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student.ts'

/** What was measured in a group, and the variance of that measure. */
export type Estimate = { value: number; variance: number }
/** `trust`: 1 takes the group at its word, 0 the mean of all. */
export type Shrunk = { value: number; interval: Interval; trust: number }
export type Shrinking = { mean: number; spread: number; groups: Shrunk[] }

/**
 * Groups drawn towards their common mean as far as their measures are unsure (empirical Bayes; Morris 1983): group = trust ×
 * measure + (1 − trust) × mean, with trust = τ² ÷ (τ² + variance). The spread τ² between groups is Paule and Mandel's (1982):
 * the one by which the groups stray from their mean as much as they should. Intervals at 95 % carry what is not known of the
 * mean and of τ² (Morris's correction), by Student's t with three more degrees of freedom than groups. One group alone, or none, has nothing to be drawn towards.
 */
export function shrink(estimates: readonly Estimate[]): Shrinking {
  for (const [n, { value, variance }] of estimates.entries())
    if (!Number.isFinite(value) || !(variance > 0 && variance < Number.POSITIVE_INFINITY))
      throw new RangeError(`estimates.${n}: ${value} with the variance ${variance} is no estimate`)
  const spread = spreadBetween(estimates)
  const { mean, weight } = weighted(estimates, spread)
  return {
    mean,
    spread,
    groups: estimates.map((one) => shrinkOne(one, { mean, spread, weight, count: estimates.length })),
  }
}

type Common = { mean: number; spread: number; weight: number; count: number }

function shrinkOne({ value, variance }: Estimate, { mean, spread, weight, count }: Common): Shrunk {
  if (count < 2) {
    const reach = normalQuantile(0.975) * Math.sqrt(variance)
    return { value, interval: [value - reach, value + reach], trust: 1 }
  }
  const trust = spread / (spread + variance)
  const drawn = trust * value + (1 - trust) * mean
  const ofMean = (1 - trust) ** 2 / weight
  const ofSpread = count > 3 ? (2 / (count - 3)) * (1 - trust) ** 2 * (value - mean) ** 2 : (1 - trust) * variance
  const error = Math.sqrt(trust * variance + ofMean + ofSpread)
  const reach = studentQuantile(0.975, count + 3) * error
  return { value: drawn, interval: [drawn - reach, drawn + reach], trust }
}

function weighted(estimates: readonly Estimate[], spread: number): { mean: number; weight: number } {
  let [sum, weight] = [0, 0]
  for (const { value, variance } of estimates) {
    sum += value / (variance + spread)
    weight += 1 / (variance + spread)
  }
  return { mean: weight > 0 ? sum / weight : Number.NaN, weight }
}

/** Solves Σ (value − mean)² ÷ (variance + τ²) = groups − 1; 0 where they stray no more than their variances tell. */
function spreadBetween(estimates: readonly Estimate[]): number {
  const strays = (spread: number) => {
    const { mean } = weighted(estimates, spread)
    return estimates.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / (variance + spread), 0)
  }
  const usual = estimates.length - 1
  if (usual < 1 || strays(0) <= usual) return 0
  let [low, high] = [0, 1e-6]
  while (strays(high) > usual) [low, high] = [high, high * 2]
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2
    if (strays(middle) > usual) low = middle
    else high = middle
  }
  return (low + high) / 2
}
