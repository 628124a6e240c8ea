import type { Place } from '../matcher/post.ts'
import { type Adapter, addTaught } from './adapter.ts'
import { chancesOf, likeliestOf, sumsOf } from './chances.ts'
import { columns, feelingModel, type Intent, intents, type Sentiment, sentiments } from './feeling-model.ts'
import { readFeatures } from './read-features.ts'
import type { Around } from './token-weights.ts'
import { whyOf } from './why.ts'

/** `language` is an ISO 639 code; `around` is where the match stands, in UTF-16 units; `adapter` is the workspace's. */
export type Asked = { language: string; around?: Around; adapter?: Adapter }

export type Felt = {
  /** `unsure` where the likeliest is not likely enough. */
  sentiment: Sentiment | 'unsure'
  /** How likely the likeliest sentiment is, in [0, 1], also where that is not enough. */
  confidence: number
  chances: Record<Sentiment, number>
  intent: Intent
  intentConfidence: number
  /** At most three words that speak most for the likeliest sentiment. */
  why: Place[]
}

/** What a post feels and wants. Never throws, whatever the text; only the first few thousand characters are read. */
export function feel(text: string, { language, around, adapter }: Asked): Felt {
  const model = feelingModel()
  const read = readFeatures(text, language, around)
  const sums = sumsOf(model, read)
  if (adapter) addTaught(adapter, read, sums)
  const chances = chancesOf(sums, 0, sentiments.length)
  const ofIntents = chancesOf(sums, sentiments.length, columns)
  const [best, intent] = [likeliestOf(chances), likeliestOf(ofIntents)]
  const confidence = chances[best] ?? 0
  const [negative = 0, neutral = 0, positive = 0] = chances
  return {
    sentiment: confidence < model.sentiment.surest ? 'unsure' : (sentiments[best] ?? 'unsure'),
    confidence,
    chances: { negative, neutral, positive },
    intent: intents[intent] ?? 'other',
    intentConfidence: ofIntents[intent] ?? 0,
    why: whyOf(model, read, best),
  }
}
