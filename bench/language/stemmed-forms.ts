import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'
import type { Word } from './treebank.ts'

/** For Polish and Czech it has none, and its Bulgarian one throws at many words. */
const stemmers: Record<string, (word: string) => string> = { en: english, ru: russian, sv: swedish, uk: ukrainian }

/** What a stemmer finds: the words of the text that have the lemma's stem. */
export function stemmedForms(language: string, words: Word[]): (lemma: string) => string[] {
  const stemmer = stemmers[language]
  if (!stemmer) return () => []
  const byStem = Map.groupBy(new Set(words.flatMap(({ keys }) => keys)), stemmer)
  return (lemma) => byStem.get(stemmer(lemma)) ?? []
}
