import type { Tokens } from '../matcher/tokens.ts'
import type { TokenWeights } from './token-weights.ts'
import { bad, good } from './word-classes.ts'

const most = 2
const ofNothing = 0.7

/**
 * What a list of words alone says of negative, neutral and positive. Comments to brands are full of irony, and who learns
 * from them trusts plain words too little where people mean what they say.
 */
export function priorOf(tokens: Tokens, { classes, turned, weight }: TokenWeights): [number, number, number] {
  let [balance, seen] = [0, 0]
  for (let n = 0; n < tokens.count; n++) {
    const its = classes[n] ?? 0
    if ((its & (good | bad)) === 0) continue
    const says = (its & good ? 1 : 0) - (its & bad ? 1 : 0)
    balance += (turned[n] ? -says : says) * (weight[n] ?? 1)
    seen += weight[n] ?? 1
  }
  const felt = Math.max(-most, Math.min(most, balance))
  return [-felt, seen < 0.5 ? ofNothing : 0, felt]
}
