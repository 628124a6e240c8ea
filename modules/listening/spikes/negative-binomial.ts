import { logBeta } from '../../../kernel/incomplete-beta.ts'

/** Counts whose variance is mean + dispersion × mean². With dispersion near 0 it is Poisson's; mean and dispersion > 0. */
export type Counts = { mean: number; dispersion: number }

/** ln P(X ≥ count). */
export function logAtLeast(count: number, of: Counts): number {
  if (count <= 0) return 0
  const { size, logX, logRest } = shapeOf(of)
  return logBeta(logX, logRest, count, size)
}

/** ln P(X ≤ count). */
export function logAtMost(count: number, of: Counts): number {
  if (count < 0) return Number.NEGATIVE_INFINITY
  const { size, logX, logRest } = shapeOf(of)
  return logBeta(logRest, logX, size, count + 1)
}

/** The least count c with P(X ≤ c) ≥ share. */
export function countBelow(share: number, of: Counts): number {
  const wanted = Math.log(share)
  let [low, high] = [-1, 1]
  while (logAtMost(high, of) < wanted) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (logAtMost(middle, of) < wanted) low = middle
    else high = middle
  }
  return logAtMost(0, of) >= wanted ? 0 : high
}

function shapeOf({ mean, dispersion }: Counts) {
  const size = 1 / dispersion
  return { size, logX: -Math.log1p(size / mean), logRest: -Math.log1p(mean / size) }
}
