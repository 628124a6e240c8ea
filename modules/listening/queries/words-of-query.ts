import type { z } from 'zod'
import { formsOf } from '../forms/forms-of.ts'
import { spellings } from '../forms/spellings.ts'
import type { Query, Word } from '../matcher/query.ts'
import { foldWord } from '../matcher/read-word.ts'
import { formLanguages, type Mend, type WordForms } from './api.ts'
import { atomsOf, languagesMeant } from './ready-forms.ts'

type Told = z.input<typeof WordForms>

const mostWords = 30
const mostForms = 40
const mostSpellings = 6

/** What each word of a query stands for, the first so many of them, each once; and how else it may be spelled. */
export function wordsOfQuery(
  query: Query,
  text: string,
  languages: readonly string[],
): { words: Told[]; moreWords: number } {
  const places = placesOf(query)
  const said = new Set(atomsOf(query).flatMap((atom) => (atom.kind === 'word' ? [foldWord(atom.text)] : [])))
  const once = new Map<string, WordPlace>()
  for (const one of places.toReversed()) once.set(`${one.word.mode} ${foldWord(one.word.text)}`, one)
  const all = [...once.values()].toSorted((a, b) => a.word.from - b.word.from)
  const meant = languagesMeant(query, languages)
  const words = all.slice(0, mostWords).map((place) => {
    const { word } = place
    const spelled = word.mode === 'case' || !place.mayBeSpelled ? [] : spellings(word.text)
    return {
      ...{ from: word.from, to: word.to, word: word.text, forms: formsTold(word, meant) },
      spellings: spelled
        .filter((one) => !said.has(one))
        .slice(0, mostSpellings)
        .map((one) => ({ text: one, mend: mendFor(place, text, one) })),
    }
  })
  return { words, moreWords: all.length - words.length }
}

/**
 * `whole`: what can stand beside another in a choice; `isChoice` when it already does. What is left out is not to be spelled
 * otherwise, nor is one word of a phrase without its neighbours.
 */
type WordPlace = { word: Word; whole: Query; isChoice: boolean; mayBeSpelled: boolean }

function placesOf(query: Query, isChoice = false, mayBeSpelled = true): WordPlace[] {
  switch (query.kind) {
    case 'word':
      return [{ word: query, whole: query, isChoice, mayBeSpelled }]
    case 'phrase':
    case 'title': {
      const atoms = atomsOf(query)
      const isAlone = mayBeSpelled && atoms.length === 1
      return atoms.flatMap((atom) =>
        atom.kind === 'word' ? [{ word: atom, whole: query, isChoice, mayBeSpelled: isAlone }] : [],
      )
    }
    case 'not':
      return placesOf(query.of, false, false)
    case 'and':
    case 'or':
    case 'near':
      return query.of.flatMap((one) => placesOf(one, query.kind === 'or', mayBeSpelled))
    default:
      return []
  }
}

function mendFor({ word, whole, isChoice }: WordPlace, text: string, spelled: string): z.input<typeof Mend> {
  const sign = word.mode === 'form' && text.charAt(word.from) === '!' ? '!' : ''
  const other = text.slice(whole.from, word.from) + sign + spelled + text.slice(word.to, whole.to)
  if (isChoice) return { from: whole.to, to: whole.to, text: ` OR ${other}` }
  return { from: whole.from, to: whole.to, text: `(${text.slice(whole.from, whole.to)} OR ${other})` }
}

function formsTold(word: Word, meant: readonly (string | undefined)[]): Told['forms'] {
  const alone = { language: null, forms: [word.text], more: 0 }
  if (word.mode !== 'forms') return [alone]
  const key = foldWord(word.text)
  const asked = formLanguages.filter((one) => meant.includes(undefined) || meant.includes(one))
  const told = asked
    .map((language) => ({ language, forms: formsOf(key, language) }))
    .filter(({ forms }) => forms.length > 1)
    .map(({ language, forms }) => ({
      ...{ language, forms: forms.slice(0, mostForms), more: Math.max(0, forms.length - mostForms) },
    }))
  return told.length > 0 ? told : [alone]
}
