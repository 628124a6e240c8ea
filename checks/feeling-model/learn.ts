import { bucketBits, bucketOf, columns, intents, sentiments } from '../../modules/listening/feeling/feeling-model.ts'
import { priorOf } from '../../modules/listening/feeling/prior.ts'
import { readFeatures } from '../../modules/listening/feeling/read-features.ts'
import type { Example } from './examples.ts'

/** An example as buckets, with what it should answer: chances of sentiments and of intents, none where nobody said. */
export type Shown = {
  buckets: Int32Array
  values: Float32Array
  prior: number[]
  sentiment?: number[]
  intent?: number[]
  weight: number
}

const split = sentiments.length
const buckets = 2 ** bucketBits
const seed = 20_261_122
const [epochs, averagedFrom, rate, decay, dropped] = [6, 2, 0.05, 0.0005, 0.5]

export function shownBy({ text, language, sentiment, intent, weight }: Example): Shown {
  const { features, tokens, weights } = readFeatures(text, language)
  return {
    buckets: Int32Array.from(features.key.subarray(0, features.count), bucketOf),
    values: features.value.slice(0, features.count),
    prior: priorOf(tokens, weights),
    weight: sentiment === 'unsure' ? weight / 2 : weight,
    ...(sentiment ? { sentiment: targetOf(sentiments, sentiment) } : {}),
    ...(intent ? { intent: targetOf(intents, intent) } : {}),
  }
}

/** Who labelled `unsure` could not choose: all are as likely. */
const targetOf = (names: readonly string[], name: string) =>
  names.includes(name) ? names.map((one) => (one === name ? 1 : 0)) : names.map(() => 1 / names.length)

/** Multinomial logistic regressions over the same features, by AdaGrad, averaged over the later passes. */
export function learn(examples: readonly Shown[], say: (line: string) => void): Float32Array {
  const weights = new Float32Array(buckets * columns)
  const slopes = new Float32Array(buckets * columns).fill(0.1)
  const average = new Float32Array(buckets * columns)
  const random = randomFrom(seed)
  const order = examples.map((_, at) => at)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    let loss = 0
    for (const at of order) loss += step(examples[at] as Shown, weights, slopes, random)
    if (epoch >= averagedFrom)
      for (let at = 0; at < weights.length; at++)
        average[at] = (average[at] as number) + (weights[at] as number) / (epochs - averagedFrom)
    say(`pass ${epoch + 1}: loss ${(loss / examples.length).toFixed(3)}`)
  }
  forgetSeldom(examples, average)
  return average
}

export function sumsOf(weights: Float32Array, { buckets: of, values }: Shown): Float64Array {
  const sums = new Float64Array(columns)
  for (let n = 0; n < of.length; n++)
    for (let column = 0; column < columns; column++)
      sums[column] =
        (sums[column] as number) + (values[n] as number) * (weights[(of[n] as number) * columns + column] as number)
  return sums
}

function step(example: Shown, weights: Float32Array, slopes: Float32Array, random: () => number): number {
  const { buckets: of, values, weight } = example
  const kept = values.map((value) => (random() < dropped ? 0 : value / (1 - dropped)))
  const sums = sumsOf(weights, { ...example, values: kept })
  const errors = new Float64Array(columns)
  const loss = errorsOf(sums, 0, example.sentiment, errors) + errorsOf(sums, split, example.intent, errors)
  for (let n = 0; n < of.length; n++) {
    const value = kept[n] as number
    if (value === 0) continue
    const row = (of[n] as number) * columns
    for (let column = 0; column < columns; column++) {
      const at = row + column
      const slope = weight * value * (errors[column] as number) + decay * (weights[at] as number)
      slopes[at] = (slopes[at] as number) + slope * slope
      weights[at] = (weights[at] as number) - (rate * slope) / Math.sqrt(slopes[at] as number)
    }
  }
  return loss * weight
}

function errorsOf(sums: Float64Array, begin: number, target: number[] | undefined, errors: Float64Array): number {
  if (!target) return 0
  const raised = target.map((_, at) => Math.exp((sums[begin + at] as number) - (sums[begin] as number)))
  const total = raised.reduce((sum, one) => sum + one, 0)
  let loss = 0
  for (const [at, aim] of target.entries()) {
    const chance = (raised[at] as number) / total
    errors[begin + at] = chance - aim
    loss -= aim * Math.log(Math.max(1e-9, chance))
  }
  return loss
}

/** What one text alone showed is its own, not the language's. */
function forgetSeldom(examples: readonly Shown[], weights: Float32Array): void {
  const seen = new Uint8Array(buckets)
  for (const { buckets: of } of examples)
    for (const bucket of new Set(of)) seen[bucket] = Math.min(2, (seen[bucket] ?? 0) + 1)
  for (let bucket = 0; bucket < buckets; bucket++)
    if ((seen[bucket] ?? 0) < 2) weights.fill(0, bucket * columns, (bucket + 1) * columns)
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const one = order[at] as number
    order[at] = order[other] as number
    order[other] = one
  }
}

/** Mulberry32. */
function randomFrom(state: number): () => number {
  let at = state
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let mix = Math.imul(at ^ (at >>> 15), 1 | at)
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32
  }
}
