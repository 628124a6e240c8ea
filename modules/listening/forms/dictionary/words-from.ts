import { foldWord } from '../../matcher/read-word.ts'
import { englishWords } from './english-words.ts'
import { withPolishParticiples, withRussianParticiples } from './participles.ts'
import { readHunspell } from './read-hunspell.ts'

/** Languages whose dictionary may be shipped. */
export const dictionaryLanguages = ['en', 'ru', 'pl'] as const
export type DictionaryLanguage = (typeof dictionaryLanguages)[number]

/** Each word of a dictionary as its forms, folded, the base form first. */
export function wordsFrom(language: DictionaryLanguage, aff: string, dic: string): string[][] {
  const entries = readHunspell(aff, dic, negated[language] ?? '')
  const words = entries.map(({ word, forms }) => [...new Set([word, ...forms.map((one) => one.form)].map(foldWord))])
  if (language === 'en') return englishWords(new Set(words.flat()))
  if (language === 'ru') return withRussianParticiples(words)
  return language === 'pl' ? withPolishParticiples(words) : words
}

/** Affixes that make another word: Polish *nie-*. */
const negated: Partial<Record<DictionaryLanguage, string>> = { pl: 'b' }
