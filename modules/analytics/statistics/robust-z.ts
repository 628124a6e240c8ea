import { median } from './interval.ts'

/** 1 ÷ Φ⁻¹(0.75): what makes the median deviation of a normal distribution its standard deviation. */
const ofMedian = 1.482602218505602
/** √(π ÷ 2), for the mean deviation. */
const ofMean = 1.2533141373155001

/** Beyond it, Iglewicz and Hoaglin call a value an outlier. */
export const farOut = 3.5

/**
 * How far each value lies from the median (Iglewicz and Hoaglin 1993): (x − median) ÷ (1.4826 × MAD). Where more than half of
 * the values are the same, and MAD is 0, the mean absolute deviation × 1.2533 stands in for it; where all are, z is 0.
 */
export function robustZ(values: readonly number[]): number[] {
  if (!values.every(Number.isFinite)) throw new RangeError('values: some are no numbers')
  const middle = median(values)
  const away = values.map((value) => Math.abs(value - middle))
  const byMedian = ofMedian * median(away)
  const scale = byMedian > 0 ? byMedian : (ofMean * away.reduce((sum, one) => sum + one, 0)) / values.length
  return values.map((value) => (scale > 0 ? (value - middle) / scale : 0))
}
