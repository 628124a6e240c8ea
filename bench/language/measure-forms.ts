import { formsOf } from '../../modules/listening/index.ts'
import type { Measured } from '../figure.ts'
import { f1, precision, recall, type Score, scoreForms } from './score-forms.ts'
import { stemmedForms } from './stemmed-forms.ts'
import { readTreebank, type Word } from './treebank.ts'

const languages = ['en', 'bg', 'uk', 'ru', 'pl', 'cs', 'sv']
type Say = (line: string) => void
type Find = (language: string, words: Word[]) => (lemma: string) => Iterable<string>

const exact: Find = () => () => []
const ours: Find = (language) => (lemma) => formsOf(lemma, language)

/** Beside exact words and, where npm has one, a stemmer. */
export function measureForms(id: string, say: Say): Measured[] {
  const known = languages.flatMap((language) => {
    const words = readTreebank(language)
    return words ? [{ language, words }] : []
  })
  if (known.length < languages.length) {
    say('skipped: the treebanks are not there')
    return []
  }
  const mean = (name: string, find: Find, only: 'content' | 'all') => {
    const scores = known.map(({ language, words }) => {
      const score = scoreForms(words, find(language, words), only)
      say(`${name}, ${language}, ${only} words: ${told(score)}`)
      return f1(score)
    })
    return scores.reduce((sum, one) => sum + one, 0) / scores.length
  }
  const n = known.reduce((sum, { words }) => sum + words.length, 0)
  const beside = { unit: '%', n, beside: 'exact words' }
  return [
    { id, value: mean('ours', ours, 'content'), baseline: mean('exact', exact, 'content'), ...beside },
    { id: `${id}.all-words`, value: mean('ours', ours, 'all'), baseline: mean('exact', exact, 'all'), ...beside },
    { id: `${id}.stemmed`, value: mean('stemmed', stemmedForms, 'content'), baseline: null, unit: '%', n },
  ]
}

const told = (score: Score) =>
  `precision ${precision(score).toFixed(1)}, recall ${recall(score).toFixed(1)}, F1 ${f1(score).toFixed(1)}`
