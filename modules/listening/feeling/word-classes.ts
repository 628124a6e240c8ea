import { composed, folded } from '../matcher/characters.ts'
import { bg } from './words/bg.ts'
import { cs } from './words/cs.ts'
import { en } from './words/en.ts'
import type { FeelingWords } from './words/feeling-words.ts'
import { pl } from './words/pl.ts'
import { ru } from './words/ru.ts'
import { sv } from './words/sv.ts'
import { uk } from './words/uk.ts'

export const good = 1
export const bad = 2
export const not = 4
export const but = 8
export const time = 16
export const ask = 32

const bits = { good, bad, not, but, time, ask }

/** What a folded word is, as bits. */
export type WordClasses = (key: string) => number

const written: Record<string, FeelingWords> = { bg, cs, en, pl, ru, sv, uk }
const read = new Map<string, WordClasses>()

/** Of a language without words of its own, an error. */
export function feelingWordsOf(language: string): FeelingWords {
  const words = written[language]
  if (!words) throw new Error(`No words of feeling are written for ${language}`)
  return words
}

/** Of a language without words of its own, none. */
export function wordClassesOf(language: string): WordClasses {
  const known = read.get(language)
  if (known) return known
  const words = Object.hasOwn(written, language) ? written[language] : undefined
  if (!words) return () => 0
  const classes = readClasses(words)
  read.set(language, classes)
  return classes
}

const shortest = 2

function readClasses(words: FeelingWords): WordClasses {
  const [whole, beginning] = [new Map<string, number>(), new Map<string, number>()]
  let longest = 0
  for (const [name, bit] of Object.entries(bits) as [keyof FeelingWords, number][]) {
    for (const word of words[name].split(/\s+/).filter(Boolean)) {
      const begins = word.endsWith('*')
      const key = folded(composed(begins ? word.slice(0, -1) : word))
      const into = begins ? beginning : whole
      into.set(key, (into.get(key) ?? 0) | bit)
      if (begins) longest = Math.max(longest, key.length)
    }
  }
  return (key) => {
    const found = whole.get(key)
    if (found !== undefined) return found
    for (let length = Math.min(longest, key.length); length >= shortest; length--) {
      const begun = beginning.get(key.slice(0, length))
      if (begun !== undefined) return begun
    }
    return 0
  }
}
