import { foldWord } from '../matcher/read-word.ts'
import { type FormsOf, likelyForms } from '../matcher/word-forms.ts'
import { languages } from './words-of-language.ts'

/**
 * All forms of a word in English, Bulgarian, Ukrainian, Russian, Polish, Czech or Swedish, or in any of them whose
 * letters it is written in when no language is named; of words in no dictionary, those that words like it have. Folded,
 * each once, at most `mostForms`. Slow beside matching: for queries, never for posts.
 */
export const formsOf: FormsOf = (word, language) => {
  const folded = foldWord(word)
  const asked = language?.toLowerCase().split(/[-_]/)[0]
  const key = `${asked ?? ''} ${folded}`
  const known = remembered.get(key)
  if (known) return known
  const forms = folded.length > longest ? [folded] : allForms(folded, asked)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, forms)
  return forms
}

const remembered = new Map<string, readonly string[]>()
const mostRemembered = 2_000
const mostForms = 400
/** Longer than the longest word a query may have. */
const longest = 60

function allForms(word: string, asked: string | undefined): readonly string[] {
  const among = Object.entries(languages)
    .filter(([code]) => asked === undefined || code === asked)
    .map(([, language]) => language)
  if (among.length === 0) return likelyForms(word, asked)
  const forms = among.filter(({ script }) => script.test(word)).flatMap(({ words }) => words().formsOf(word))
  return [...new Set([word, ...forms])].slice(0, mostForms)
}
