import type { Operand, Query } from './query.ts'
import { type FormsOf, languagesIn } from './word-forms.ts'

const mostForms = 12
const inflectedFrom = 5
const most = 60

/**
 * What to ask a network's own search for, so that it tells all that could hold for a query: each such post has at least one of
 * these in it. Words of one are separated by spaces. Undefined where no words have to be there.
 */
export function coverOf(query: Query, formsOf: FormsOf, languages: readonly string[]): string[] | undefined {
  const asked = languagesIn(query)
  const of = asked.length > 0 ? asked : languages
  const cover = new Cover((word) => {
    const forms = of.length > 0 ? of.flatMap((language) => formsOf(word, language)) : formsOf(word, undefined)
    return [...new Set([word, ...forms])].filter((form) => !form.includes("'")).slice(0, mostForms)
  }).of(query)
  return cover?.slice(0, most)
}

type Terms = string[] | undefined

class Cover {
  private readonly forms: (word: string) => string[]

  constructor(forms: (word: string) => string[]) {
    this.forms = forms
  }

  of(query: Query | Operand): Terms {
    switch (query.kind) {
      case 'and':
        return fewest(query.of.map((one) => this.of(one)))
      case 'near':
        return fewest(query.of.map((one) => this.of(one)))
      case 'or':
        return union(query.of.map((one) => this.of(one)))
      case 'title':
        return this.of(query.of)
      case 'word':
        return query.mode === 'forms' ? this.forms(query.text) : [query.text]
      case 'tag':
        return [`${query.sign}${query.text}`]
      case 'phrase':
        return this.phrase(query.of.flatMap((one) => (one.kind === 'word' ? [one.text] : [])))
      default:
        return undefined
    }
  }

  /** Where words have many forms, the words beside each other may be in any: then the longest is asked for, in all of its. */
  private phrase(words: string[]): Terms {
    if (words.length === 0) return undefined
    if (words.every((word) => this.forms(word).length < inflectedFrom)) return [words.join(' ')]
    return this.forms(words.reduce((longest, word) => (word.length > longest.length ? word : longest)))
  }
}

function fewest(covers: Terms[]): Terms {
  const there = covers.filter((one) => one !== undefined)
  return there.length === 0 ? undefined : there.reduce((best, one) => (isBetter(one, best) ? one : best))
}

const isBetter = (one: string[], other: string[]) =>
  one.length < other.length || (one.length === other.length && shortestOf(one) > shortestOf(other))
const shortestOf = (terms: string[]) => Math.min(...terms.map((term) => term.length))

function union(covers: Terms[]): Terms {
  const there = covers.filter((one) => one !== undefined)
  return there.length < covers.length ? undefined : [...new Set(there.flat())]
}
