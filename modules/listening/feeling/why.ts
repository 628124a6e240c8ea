import type { Place } from '../matcher/post.ts'
import { bucketOf, columns, type FeelingModel, sentiments } from './feeling-model.ts'
import type { Read } from './read-features.ts'

const most = 3
/** Of what the strongest word says. */
const least = 0.35

/** The words that speak most for a sentiment, as they stand in the text; none where only signs or the whole speak. */
export function whyOf(model: FeelingModel, { features, tokens, from }: Read, chosen: number): Place[] {
  const said = new Float64Array(tokens.count)
  for (let n = 0; n < features.count; n++) {
    const token = features.token[n] as number
    if (token < 0) continue
    const row = bucketOf(features.key[n] as number) * columns
    let all = 0
    for (let column = 0; column < sentiments.length; column++)
      all += (model.weights[row + column] as number) * (model.steps[column] as number)
    const own = (model.weights[row + chosen] as number) * (model.steps[chosen] as number)
    said[token] = (said[token] as number) + (features.value[n] as number) * (own - all / sentiments.length)
  }
  const strongest = said.reduce((one, other) => Math.max(one, other), 0)
  return Array.from(said, (value, token) => ({ value, token }))
    .filter(({ value }) => value > 0 && value >= strongest * least)
    .sort((one, other) => other.value - one.value)
    .slice(0, most)
    .sort((one, other) => one.token - other.token)
    .map(({ token }) => ({
      in: 'text',
      from: from + (tokens.from[token] ?? 0),
      to: from + (tokens.to[token] ?? 0),
    }))
}
