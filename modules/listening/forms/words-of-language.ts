import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Grammar } from './grammar.ts'
import { irregular as irregularBg } from './irregular/bg.ts'
import { irregular as irregularCs } from './irregular/cs.ts'
import { irregular as irregularEn } from './irregular/en.ts'
import { irregular as irregularPl } from './irregular/pl.ts'
import { irregular as irregularRu } from './irregular/ru.ts'
import { irregular as irregularSv } from './irregular/sv.ts'
import { irregular as irregularUk } from './irregular/uk.ts'
import { Irregulars } from './irregulars.ts'
import { inflected as inflectedBg, parts as partsBg } from './languages/bg.ts'
import { inflected as inflectedCs, parts as partsCs } from './languages/cs.ts'
import { inflected as inflectedSv, parts as partsSv } from './languages/sv.ts'
import { inflected as inflectedUk, parts as partsUk } from './languages/uk.ts'
import { Lexicon } from './lexicon.ts'

/** The words of one language: what forms each has. */
export type WordsOfLanguage = {
  /** Of a word: its forms; of a form alone: those of its word; of neither: what is likely. */
  formsOf: (word: string) => string[]
}

export type Language = { script: RegExp; words: () => WordsOfLanguage }

/** Those whose forms are known, the letters each is written in, and its words, read when first asked for. */
export const languages: Record<string, Language> = {
  en: { script: /^[a-zà-öø-ÿ']+$/, words: once(() => fromDictionary('en', irregularEn)) },
  bg: {
    script: /^[абвгдежзийклмнопрстуфхцчшщъьюя]+$/,
    words: once(() => fromGrammar(partsBg, inflectedBg, irregularBg)),
  },
  uk: {
    script: /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя']+$/,
    words: once(() => fromGrammar(partsUk, inflectedUk, irregularUk)),
  },
  ru: { script: /^[абвгдежзийклмнопрстуфхцчшщъыьэюя]+$/, words: once(() => fromDictionary('ru', irregularRu)) },
  pl: { script: /^[a-zóąćęłńśźżéüöä]+$/, words: once(() => fromDictionary('pl', irregularPl)) },
  cs: { script: /^[a-záéíóúýčďěňřšťůžüöä]+$/, words: once(() => fromGrammar(partsCs, inflectedCs, irregularCs)) },
  sv: { script: /^[a-zåäöéüàè]+$/, words: once(() => fromGrammar(partsSv, inflectedSv, irregularSv)) },
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function fromDictionary(language: string, irregular: string): WordsOfLanguage {
  const lexicon = new Lexicon(readLexicon(language))
  const irregulars = new Irregulars(irregular)
  return {
    formsOf: (word) => {
      const known = [...irregulars.formsOf(word), ...lexicon.formsOf(word)]
      const around = known.length > alone ? [] : irregulars.formsAround(word)
      return known.length + around.length > 0 ? [...known, ...around] : lexicon.guess(word)
    },
  }
}

/** A dictionary may have *children* with few forms, as a word; *found*, with many, is one of its own too. */
const alone = 3

function readLexicon(language: string): string {
  return brotliDecompressSync(readFileSync(join(import.meta.dirname, 'dictionary', `${language}.br`))).toString()
}

/** What looks `inflected` may be no base form. */
function fromGrammar(parts: readonly string[], inflected: RegExp, irregular: string): WordsOfLanguage {
  const grammar = new Grammar(parts)
  const irregulars = new Irregulars(irregular)
  return {
    formsOf: (word) => {
      const known = [...irregulars.formsOf(word), ...irregulars.formsAround(word)]
      if (inflected.test(word)) known.push(...grammar.formsAround(word))
      known.push(...grammar.formsOf(word))
      return known.length > 0 ? known : grammar.formsNear(word)
    },
  }
}
