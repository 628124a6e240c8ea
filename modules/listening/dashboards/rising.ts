import type { z } from 'zod'
import { wordsOfPost } from '../matcher/words-of-post.ts'
import type { Dashboard } from './api.ts'
import { stopWords } from './stop-words.ts'
import type { Sampled } from './words-store.ts'

type Rising = z.input<typeof Dashboard>['rising']['words'][number]
type Counted = Sampled['words']

const listed = 20
const fewest = 3
/** Chance makes a word rise as much once in a hundred. */
const leastScore = 6.63

/** What is said more often than before, the surest first; words that bind others are left out. */
export function risingIn(now: Sampled, earlier: Sampled): z.input<typeof Dashboard>['rising'] {
  const tags = new Set(now.tags.map(({ word }) => word))
  const isWord = ({ word }: Rising) => isTelling(word) && !tags.has(word)
  return {
    words: risen(now.words, earlier.words, [now.size, earlier.size]).filter(isWord).slice(0, listed),
    tags: risen(now.tags, earlier.tags, [now.size, earlier.size]).slice(0, listed),
    ...{ sample: now.size, sampleBefore: earlier.size },
  }
}

const bound = new Set(wordsOfPost({ text: stopWords }))
const isTelling = (word: string) => /^\p{L}[\p{L}\p{M}\d'’-]{2,39}$/u.test(word) && !bound.has(word)

function risen(now: Counted, earlier: Counted, [size, sizeBefore]: [number, number]): Rising[] {
  const was = new Map(earlier.map(({ word, count }) => [word, count]))
  return now
    .map(({ word, count }) => {
      const before = was.get(word) ?? 0
      return { word, count, before, score: likelihoodRatio([count, before], [size, sizeBefore]) }
    })
    .filter((one) => one.count >= fewest && one.score >= leastScore && isMore(one, size, sizeBefore))
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
}

const isMore = ({ count, before }: Rising, size: number, sizeBefore: number) =>
  sizeBefore === 0 || count / size > before / sizeBefore

/**
 * G² of T. Dunning, "Accurate methods for the statistics of surprise and coincidence" (Computational Linguistics 19, 1993): how
 * ill one rate explains both counts, `of` so many posts each. Without an earlier sample nothing is said: 0.
 */
export function likelihoodRatio([a, b]: [number, number], [ofA, ofB]: [number, number]): number {
  if (ofA === 0 || ofB === 0) return 0
  const rate = (a + b) / (ofA + ofB)
  const told = (count: number, of: number) => part(count, of * rate) + part(of - count, of * (1 - rate))
  return Math.max(0, 2 * (told(a, ofA) + told(b, ofB)))
}

const part = (seen: number, expected: number) => (seen <= 0 ? 0 : seen * Math.log(seen / expected))
