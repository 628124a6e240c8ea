import { logBeta } from '../../../kernel/incomplete-beta.ts'
import { normalQuantile } from './normal.ts'

/** P(T > t) for Student's t with `freedom` > 0 degrees of freedom (DLMF 8.17.22 by way of the incomplete beta function). */
export function studentTail(t: number, freedom: number): number {
  const [logX, logRest] = [-Math.log1p((t * t) / freedom), -Math.log1p(freedom / (t * t))]
  const half = 0.5 * Math.exp(logBeta(logX, logRest, freedom / 2, 0.5))
  return t >= 0 ? half : 1 - half
}

/** The t with P(T ≤ t) = share. Brackets, then halves: slow and sure, to 13 digits. */
export function studentQuantile(share: number, freedom: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} is no share between 0 and 1`)
  if (!(freedom > 0)) throw new RangeError(`${freedom} degrees of freedom tell nothing`)
  if (share < 0.5) return -studentQuantile(1 - share, freedom)
  if (freedom > 1e7) return normalQuantile(share)
  const tail = 1 - share
  let [low, high] = [0, 2]
  while (studentTail(high, freedom) > tail) [low, high] = [high, high * 2]
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2
    if (studentTail(middle, freedom) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}
