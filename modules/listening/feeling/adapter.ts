import { hashOf, hashOn, hashStart, picture } from '../matcher/tokens.ts'
import { chancesOf, sumsOf } from './chances.ts'
import { columns, feelingModel, type Intent, intents, type Sentiment, sentiments } from './feeling-model.ts'
import { type Read, readFeatures } from './read-features.ts'
import type { Around } from './token-weights.ts'

/**
 * What a workspace taught, as JSON can keep it: for each word, pair of words or whole text, by its hash, what is added to
 * each sentiment and each intent.
 */
export type Adapter = { readonly corrections: number; readonly weights: Readonly<Record<string, readonly number[]>> }

export const untaught: Adapter = { corrections: 0, weights: {} }

/** What a person says a text is; what is absent was right or is not known. */
export type Correction = { language: string; around?: Around; sentiment?: Sentiment; intent?: Intent }

const mostWeights = 4_000
const enough = 0.75
const rounds = 60
const rate = 2

/** The adapter that answers this text as corrected, and others as far as they say the same. */
export function learn(adapter: Adapter, text: string, correction: Correction): Adapter {
  const { language, around, sentiment, intent } = correction
  const read = readFeatures(text, language, around)
  const shown = shownBy(read)
  const base = Float64Array.from(sumsOf(feelingModel(), read))
  const weights = new Map(Object.entries(adapter.weights).map(([key, row]) => [key, [...row]]))
  const split = sentiments.length
  if (sentiment) pull(weights, shown, base, { begin: 0, end: split, to: sentiments.indexOf(sentiment) })
  if (intent) pull(weights, shown, base, { begin: split, end: columns, to: intents.indexOf(intent) })
  return { corrections: adapter.corrections + 1, weights: Object.fromEntries(strongest(weights)) }
}

/** Adds to the sums of a text what was taught of its words. */
export function addTaught(adapter: Adapter, read: Read, sums: Float64Array): void {
  for (const { key, value } of shownBy(read)) addRow(sums, adapter.weights[key], value)
}

type Shown = { key: string; value: number }

const short = 3
const [asWord, asPair, asText] = [1, 2, 3].map((salt) => hashOn(hashStart, salt)) as [number, number, number]

/** Short words stand in everything, and are taught little. */
function shownBy({ tokens, weights }: Read): Shown[] {
  const shown: Shown[] = []
  let text = asText
  const add = (hash: number, value: number) => shown.push({ key: (hash >>> 0).toString(36), value })
  for (let n = 0; n < tokens.count; n++) {
    const hash = tokens.hash[n] ?? 0
    const isShort = tokens.kind[n] !== picture && (tokens.to[n] ?? 0) - (tokens.from[n] ?? 0) <= short
    add(hash ^ asWord, (isShort ? 0.15 : 1) * (weights.weight[n] ?? 1))
    if (n > 0) add(Math.imul(tokens.hash[n - 1] ?? 0, 31) ^ hash ^ asPair, weights.weight[n] ?? 1)
    text = Math.imul(text, 31) ^ hash
  }
  add(tokens.count > 0 ? text : hashOf(tokens.text), 1)
  const length = Math.sqrt(shown.reduce((sum, { value }) => sum + value * value, 0))
  return shown.map(({ key, value }) => ({ key, value: value / length }))
}

type Aim = { begin: number; end: number; to: number }

/** Steps down the slope of the loss until the aim is likely enough; what is right already is left alone. */
function pull(weights: Map<string, number[]>, shown: Shown[], base: Float64Array, { begin, end, to }: Aim): void {
  for (let round = 0; round < rounds; round++) {
    const sums = Float64Array.from(base)
    for (const { key, value } of shown) addRow(sums, weights.get(key), value)
    const chances = chancesOf(sums, begin, end)
    if ((chances[to] ?? 0) >= enough) return
    for (const { key, value } of shown) {
      const row = weights.get(key) ?? new Array<number>(columns).fill(0)
      for (const [at, chance] of chances.entries())
        row[begin + at] = (row[begin + at] ?? 0) + rate * value * ((at === to ? 1 : 0) - chance)
      weights.set(key, row)
    }
  }
}

function addRow(sums: Float64Array, row: readonly number[] | undefined, value: number): void {
  if (row)
    for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + value * (row[column] ?? 0)
}

function strongest(weights: Map<string, number[]>): [string, number[]][] {
  const rows = [...weights]
  if (rows.length <= mostWeights) return rows
  const strength = (row: number[]) => row.reduce((sum, one) => sum + Math.abs(one), 0)
  return rows.sort(([, one], [, other]) => strength(other) - strength(one)).slice(0, mostWeights)
}
