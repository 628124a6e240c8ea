import { hashOfWord, mostFeatures, readFeatures } from '../../modules/listening/identify/word-features.ts'
import { seeded } from '../../modules/listening/matcher/testing-queries.ts'
import { languages, oftenUnmarked, shares } from './languages.ts'
import type { Grams } from './read-eld.ts'
import type { Text } from './texts.ts'

const lessons = 200_000
const pace = 0.1
/** What ELD counted over much more text moves a tenth as fast. */
const paceOfGrams = 0.01
const wordsOfLesson = [1, 1, 2, 2, 2, 3, 4]
const unmarkedShare = 0.07
const leastWords = 3

/** Weights of features for languages, row by row in the order of `keys`. */
export type Learnt = { keys: number[]; weights: Float32Array }

/** Logistic regression over short pieces of text, beginning from ELD's scores, each step scaled after AdaGrad. */
export function learn(grams: Grams, texts: ReadonlyMap<string, Text[]>, say: (line: string) => void): Learnt {
  const keys = [...grams.keys(), ...featuresWorthLearning(grams, texts)]
  const index = new Map(keys.map((key, at) => [key, at]))
  const weights = new Float32Array(keys.length * languages.length)
  for (const [at, gram] of [...grams.values()].entries())
    for (const [language, weight] of gram) weights[at * languages.length + languages.indexOf(language)] = weight
  const past = new Float32Array(weights.length)
  const features = cachedFeatures(index)
  const next = lessonsFrom(texts)
  let loss = 0
  for (let at = 1; at <= lessons; at++) {
    const { language, words } = next()
    const rows = words.flatMap(features)
    const errors = errorsOf(rows, weights, language)
    loss -= Math.log(1 + (errors[language] ?? 0) + 1e-9)
    for (const row of rows) step(row, errors, { weights, past }, row < grams.size ? paceOfGrams : pace)
    if (at % 50_000 === 0) say(`${at} lessons, loss ${(loss / 50_000).toFixed(3)}`)
    if (at % 50_000 === 0) loss = 0
  }
  return { keys, weights }
}

/** Runs of letters in several words, and whole words that are met again or were written for this. */
function featuresWorthLearning(grams: Grams, texts: ReadonlyMap<string, Text[]>): number[] {
  const tokens = new Map<string, number>()
  for (const [running, ...rest] of texts.values()) {
    for (const word of running?.words ?? []) tokens.set(word, 2)
    for (const word of rest.flatMap(({ words }) => words)) tokens.set(word, (tokens.get(word) ?? 0) + 1)
  }
  const types = new Map<number, number>()
  const whole = new Set<number>()
  for (const [word, count] of tokens) {
    for (const key of new Set(keysOf(word))) types.set(key, (types.get(key) ?? 0) + 1)
    if (count > 1 && word.length > 3) whole.add(hashOfWord(codesOf(word), word.length))
  }
  const worth = [...types].filter(([key, count]) => count >= leastWords || whole.has(key)).map(([key]) => key)
  return worth.filter((key) => !grams.has(key))
}

const codesOf = (word: string) => Uint16Array.from(word, (_, at) => word.charCodeAt(at))

function keysOf(word: string): number[] {
  const into = new Int32Array(mostFeatures)
  return [...into.subarray(0, readFeatures(codesOf(word), word.length, into))]
}

function cachedFeatures(index: ReadonlyMap<number, number>): (word: string) => number[] {
  const cache = new Map<string, number[]>()
  return (word) => {
    const known = cache.get(word)
    if (known) return known
    const rows = keysOf(word)
      .map((key) => index.get(key))
      .filter((row) => row !== undefined)
    cache.set(word, rows)
    return rows
  }
}

/** A language by its share, a text of it by its share, and some words that stand together there. */
function lessonsFrom(texts: ReadonlyMap<string, Text[]>): () => { language: number; words: string[] } {
  const random = seeded(7)
  const below = (limit: number) => Math.floor(random() * Math.max(1, limit))
  return () => {
    const language = pick(languages, (one) => shares[one] ?? 0, random)
    const { words } = pick(texts.get(language) ?? [], ({ share }) => share, random)
    const count = wordsOfLesson[below(wordsOfLesson.length)] ?? 1
    const from = below(words.length - count)
    const found = words.slice(from, from + count)
    const unmarked = oftenUnmarked.has(language) && random() < unmarkedShare
    return { language: languages.indexOf(language), words: unmarked ? found.map(withoutMarks) : found }
  }
}

function pick<T>(of: readonly T[], shareOf: (one: T) => number, random: () => number): T {
  let left = random() * of.reduce((sum, one) => sum + shareOf(one), 0)
  const found = of.find((one) => {
    left -= shareOf(one)
    return left < 0
  })
  const chosen = found ?? of[0]
  if (chosen === undefined) throw new Error('There is nothing to choose from')
  return chosen
}

const withoutMarks = (word: string) =>
  word.replaceAll('ł', 'l').replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '')

/** For each language, its likelihood less what it should be. */
function errorsOf(rows: readonly number[], weights: Float32Array, language: number): Float64Array {
  const sums = new Float64Array(languages.length)
  for (const row of rows)
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (weights[row * sums.length + at] ?? 0)
  const most = Math.max(...sums)
  const likely = sums.map((sum) => Math.exp(sum - most))
  const total = likely.reduce((sum, one) => sum + one, 0)
  return likely.map((one, at) => one / total - (at === language ? 1 : 0))
}

type Weights = { weights: Float32Array; past: Float32Array }

function step(row: number, errors: Float64Array, { weights, past }: Weights, rate: number): void {
  for (let at = 0; at < errors.length; at++) {
    const error = errors[at] ?? 0
    if (Math.abs(error) < 1e-3) continue
    const place = row * errors.length + at
    const sum = (past[place] ?? 0) + error * error
    past[place] = sum
    weights[place] = (weights[place] ?? 0) - (rate * error) / Math.sqrt(1 + 4 * sum)
  }
}
