import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

export const sentiments = ['negative', 'neutral', 'positive'] as const
export const intents = ['question', 'complaint', 'praise', 'purchase', 'spam', 'vacancy', 'promotion', 'other'] as const
export type Sentiment = (typeof sentiments)[number]
export type Intent = (typeof intents)[number]

export const columns = sentiments.length + intents.length
export const bucketBits = 18
export const bucketOf = (key: number) => key >>> (32 - bucketBits)

/** `heat`: what sums are divided by so that chances are as often right as they say; `surest`: below it nobody can say. */
export type Calibration = { heat: number; surest: number }
/** `trust`: how much a list of words counts beside what was learnt. */
export type Calibrations = { sentiment: Calibration; intent: Pick<Calibration, 'heat'>; trust: number }

export type FeelingModel = Calibrations & {
  /** What one step of a weight is worth, by column. */
  steps: Float32Array
  /** Of each bucket in turn, each column. */
  weights: Int8Array
}

let kept: FeelingModel | undefined

/** The model that stands beside this file; read from the disk once, when the first text asks for it. */
export function feelingModel(): FeelingModel {
  kept ??= decodeModel(brotliDecompressSync(readFileSync(join(import.meta.dirname, 'feeling.model.br'))))
  return kept
}

const headNumbers = 4 + columns

/** Numbers of the head as 32-bit floats, then the weights, column by column since that packs better. */
export function encodeModel(model: FeelingModel): Uint8Array {
  const { sentiment, intent, trust, steps, weights } = model
  const head = Float32Array.of(sentiment.heat, sentiment.surest, intent.heat, trust, ...steps)
  const bytes = new Uint8Array(head.byteLength + weights.length)
  bytes.set(new Uint8Array(head.buffer))
  const buckets = 2 ** bucketBits
  for (let column = 0; column < columns; column++)
    for (let bucket = 0; bucket < buckets; bucket++)
      bytes[head.byteLength + column * buckets + bucket] = (weights[bucket * columns + column] ?? 0) & 0xff
  return bytes
}

export function decodeModel(bytes: Uint8Array): FeelingModel {
  const buckets = 2 ** bucketBits
  const begin = headNumbers * 4
  if (bytes.length !== begin + buckets * columns)
    throw new Error(`A model of feelings cannot be ${bytes.length} bytes long: build it again (checks/feeling-model)`)
  const [heat = 1, surest = 0, ofIntent = 1, trust = 0, ...steps] = new Float32Array(
    new Uint8Array(bytes.subarray(0, begin)).buffer,
  )
  const weights = new Int8Array(buckets * columns)
  for (let column = 0; column < columns; column++)
    for (let bucket = 0; bucket < buckets; bucket++)
      weights[bucket * columns + column] = bytes[begin + column * buckets + bucket] ?? 0
  return {
    sentiment: { heat, surest },
    intent: { heat: ofIntent },
    trust,
    steps: Float32Array.from(steps),
    weights,
  }
}
