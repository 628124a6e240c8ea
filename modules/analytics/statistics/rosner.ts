import { studentQuantile } from './student.ts'

export type Outliers = {
  /** Places of the outliers in the values, the furthest out first. */
  places: number[]
  /** How far out the furthest of those left is, in standard deviations, for each step. */
  R: number[]
  /** What chance alone would hardly exceed, for each step. */
  lambda: number[]
}

/**
 * The generalised extreme Studentised deviate test (Rosner 1983): R_i = max |x − mean| ÷ s after the i − 1 furthest were taken
 * away, λ_i = (n − i) t ÷ √((n − i − 1 + t²)(n − i + 1)) with t = t(1 − α ÷ 2(n − i + 1), n − i − 1). The outliers are those
 * up to the *largest* i with R_i > λ_i: a nearer one may hide behind another. It wants values that are normal but for
 * outliers, and is good from 15 on (reported for 25 and more). Throws a RangeError for fewer than 4 values and for what is none.
 */
export function rosnerOutliers(values: readonly number[], most: number, alpha = 0.05): Outliers {
  if (values.length < 4) throw new RangeError(`values: ${values.length} are too few to tell which lie outside`)
  if (!values.every(Number.isFinite)) throw new RangeError('values: some are no numbers')
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: ${alpha} is no chance`)
  if (!(Number.isInteger(most) && most >= 1 && most <= values.length - 3))
    throw new RangeError(`most: of ${values.length} values, from 1 to ${values.length - 3} may lie outside`)
  const left = values.map((value, place) => ({ value, place }))
  const [taken, R, lambda]: [number[], number[], number[]] = [[], [], []]
  for (let step = 1; step <= most; step++) {
    const { place, deviate } = furthest(left)
    if (place === undefined) break
    taken.push(left[place]?.place ?? 0)
    left.splice(place, 1)
    R.push(deviate)
    lambda.push(criticalDeviate(values.length, step, alpha))
  }
  const outside = R.findLastIndex((deviate, n) => deviate > (lambda[n] ?? Number.POSITIVE_INFINITY)) + 1
  return { places: taken.slice(0, outside), R, lambda }
}

/** Nobody, where all are the same. */
function furthest(left: readonly { value: number }[]): { place: number | undefined; deviate: number } {
  const mean = left.reduce((sum, { value }) => sum + value, 0) / left.length
  const deviation = Math.sqrt(left.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (left.length - 1))
  if (deviation <= 1e-12 * Math.abs(mean) || deviation === 0) return { place: undefined, deviate: 0 }
  let [place, most] = [0, -1]
  for (const [n, { value }] of left.entries()) {
    const away = Math.abs(value - mean)
    if (away > most) [place, most] = [n, away]
  }
  return { place, deviate: most / deviation }
}

function criticalDeviate(count: number, step: number, alpha: number): number {
  const t = studentQuantile(1 - alpha / (2 * (count - step + 1)), count - step - 1)
  return ((count - step) * t) / Math.sqrt((count - step - 1 + t * t) * (count - step + 1))
}
