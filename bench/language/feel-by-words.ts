import { TokenWeights } from '../../modules/listening/feeling/token-weights.ts'
import { bad, good, wordClassesOf } from '../../modules/listening/feeling/word-classes.ts'
import { tokenise } from '../../modules/listening/matcher/tokenise.ts'
import { Tokens } from '../../modules/listening/matcher/tokens.ts'

const tokens = new Tokens()
const weights = new TokenWeights()

/** What a list of words alone says: the good and the bad counted, turned round by a "not" before them. */
export function feelByWords(text: string, language: string): string {
  tokenise({ text }, tokens)
  weights.read(tokens, wordClassesOf(language), undefined)
  let balance = 0
  for (let n = 0; n < tokens.count; n++) {
    const its = weights.classes[n] ?? 0
    const says = (its & good ? 1 : 0) - (its & bad ? 1 : 0)
    balance += weights.turned[n] ? -says : says
  }
  return balance > 0 ? 'positive' : balance < 0 ? 'negative' : 'neutral'
}
