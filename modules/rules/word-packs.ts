import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FoundWord, findWords, plantWords, type WordTree } from './find-words.ts'
import { foldExact, foldMasked } from './fold-masked.ts'
import { readPattern } from './word-pattern.ts'

export const wordCategories = ['insult', 'profanity', 'hate', 'scam', 'adult', 'spam'] as const
export type WordCategory = (typeof wordCategories)[number]
export const packLanguages = ['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru'] as const
export type PackLanguage = (typeof packLanguages)[number]

/** `innocent`: honest words that hold a bad one; a find within them counts for nothing. */
type WordPack = {
  language: PackLanguage
  categories: Record<WordCategory, string[]>
  innocent: string[]
}

const folder = join(import.meta.dirname, 'word-packs')
const read = <T>(name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T
export const wordPacks: WordPack[] = packLanguages.map((language) => read<WordPack>(language))

/** How spam leads elsewhere: addresses that hide where they lead, and messengers as people name them. */
export const spamSigns = read<{ shorteners: string[]; messengers: string[] }>('signs')

export function packOf(language: PackLanguage): WordPack {
  const pack = wordPacks.find((one) => one.language === language)
  if (!pack) throw new Error(`there is no pack of stop-words for ${language}`)
  return pack
}

/** What a brand made of the pack of one language: which categories it uses, what it put to them, what it took out. */
export type StopWords = {
  language: PackLanguage
  categories: WordCategory[]
  added: string[]
  removed: string[]
}

export const untouched: StopWords[] = packLanguages.map((language) => ({
  ...{ language, categories: [...wordCategories] },
  ...{ added: [], removed: [] },
}))

export type StopWord = { language: PackLanguage; category: WordCategory | 'own' }
export type StopWordTree = { tree: WordTree<StopWord>; innocent: WordTree<null> }

const planted = new Map<string, StopWordTree>()
const mostPlanted = 50

/** The words of all languages as a brand has them. Planting takes milliseconds, so that what was planted lately is kept. */
export function plantStopWords(all: StopWords[]): StopWordTree {
  const key = JSON.stringify(all)
  const tree = planted.get(key) ?? plant(all)
  planted.delete(key)
  planted.set(key, tree)
  const [oldest] = planted.keys()
  if (planted.size > mostPlanted && oldest !== undefined) planted.delete(oldest)
  return tree
}

function plant(all: StopWords[]): StopWordTree {
  const words = all.flatMap((one) => wordsOf(one))
  const known = words.flatMap(({ written, of }) => {
    const pattern = readPattern(written)
    return pattern ? [{ pattern, of }] : []
  })
  const innocent = wordPacks.flatMap((pack) => pack.innocent).flatMap((written) => readPattern(written, false) ?? [])
  return { tree: plantWords(known), innocent: plantWords(innocent.map((pattern) => ({ pattern, of: null }))) }
}

function wordsOf(mine: StopWords): { written: string; of: StopWord }[] {
  const pack = packOf(mine.language)
  const removed = new Set(mine.removed)
  const fromPack = mine.categories.flatMap((category) =>
    pack.categories[category]
      .filter((written) => !removed.has(written))
      .map((written) => ({ written, of: { language: mine.language, category } })),
  )
  const own = mine.added.map((written) => ({ written, of: { language: mine.language, category: 'own' as const } }))
  return [...fromPack, ...own]
}

/** Stop-words of a text, masked ones too. `language` is what it is written in, when known. */
export function findStopWords(
  { tree, innocent }: StopWordTree,
  text: string,
  language: string | null,
): FoundWord<StopWord>[] {
  const found = findWords(tree, foldMasked(text), { masked: true }).filter(
    ({ pattern, of }) => !pattern.ownLanguage || of.language === language,
  )
  if (found.length === 0) return found
  const honest = findWords(innocent, foldExact(text), { masked: false })
  return found.filter((one) => !honest.some((other) => other.from <= one.from && one.to <= other.to))
}
