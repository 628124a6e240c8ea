import { bucketOf, columns, type FeelingModel, sentiments } from './feeling-model.ts'
import { priorOf } from './prior.ts'
import type { Read } from './read-features.ts'

const sums = new Float64Array(columns)

/** What a text speaks for, by column, in logarithms of odds; valid until the next call. */
export function sumsOf(model: FeelingModel, { features, tokens, weights: ofTokens }: Read): Float64Array {
  const { weights, steps } = model
  sums.fill(0)
  for (let n = 0; n < features.count; n++) {
    const row = bucketOf(features.key[n] as number) * columns
    const value = features.value[n] as number
    for (let column = 0; column < columns; column++)
      sums[column] = (sums[column] as number) + value * (weights[row + column] as number)
  }
  for (let column = 0; column < columns; column++) {
    const { heat } = column < sentiments.length ? model.sentiment : model.intent
    sums[column] = ((sums[column] as number) * (steps[column] as number)) / heat
  }
  for (const [column, says] of priorOf(tokens, ofTokens).entries())
    sums[column] = (sums[column] as number) + model.trust * says
  return sums
}

/** Chances of the columns from `begin` to before `end`; together 1. */
export function chancesOf(of: Float64Array, begin: number, end: number): number[] {
  const part = Array.from(of.subarray(begin, end))
  const most = Math.max(...part)
  const raised = part.map((sum) => Math.exp(sum - most))
  const total = raised.reduce((sum, one) => sum + one, 0)
  return raised.map((one) => one / total)
}

export function likeliestOf(chances: readonly number[]): number {
  let best = 0
  for (let at = 1; at < chances.length; at++) if ((chances[at] ?? 0) > (chances[best] ?? 0)) best = at
  return best
}
