import type { Atom, Phrase, Query } from '../matcher/query.ts'
import { type FormsOf, languagesIn, type TokenTest, testsOf } from '../matcher/word-forms.ts'

/**
 * What the words of a post have to hold where a query holds for it, as the text of a `tsquery` over its folded words;
 * undefined where the query can hold without any word, as one of fields alone, or asks for too many. It may let through
 * what the query does not hold for, and never keeps away what it does.
 */
export function presearchOf(query: Query, formsOf: FormsOf): string | undefined {
  const needed = neededBy(query, { formsOf, languages: languagesIn(query) })
  return needed && needed.size <= mostLexemes ? needed.text : undefined
}

const mostLexemes = 3_000

type Language = { formsOf: FormsOf; languages: readonly string[] }
/** `size`: how many words it names. */
type Needed = { text: string; size: number }

function neededBy(query: Query, language: Language): Needed | undefined {
  switch (query.kind) {
    case 'and':
      return both(query.of.map((part) => neededBy(part, language)))
    case 'near':
      return both(query.of.map((part) => neededBy(part, language)))
    case 'or':
      return either(query.of.map((part) => neededBy(part, language)))
    case 'not':
    case 'choice':
    case 'measure':
      return undefined
    case 'title':
      return ofWords(query.of, language)
    default:
      return ofWords(query, language)
  }
}

const ofWords = (words: Atom | Phrase, { formsOf, languages }: Language) =>
  both(
    (words.kind === 'phrase' ? words.of : [words])
      .flatMap((atom) => testsOf(atom, formsOf, languages))
      .map((test) => ofTest(test)),
  )

function ofTest(test: TokenTest): Needed | undefined {
  if (test.kind === 'forms') return either(test.forms().map((form) => ({ text: lexeme(form), size: 1 })))
  if (test.kind !== 'pattern') return { text: lexeme(test.key), size: 1 }
  const beginning = /^[^*?]*/.exec(test.pattern)?.[0] ?? ''
  return beginning === '' ? undefined : { text: `${lexeme(beginning)}:*`, size: 1 }
}

const lexeme = (word: string) => `'${word.replaceAll(/['\\]/g, '$&$&')}'`

function both(parts: (Needed | undefined)[]): Needed | undefined {
  return joined(
    parts.filter((one) => one !== undefined),
    ' & ',
  )
}

function either(parts: (Needed | undefined)[]): Needed | undefined {
  const known = parts.filter((one) => one !== undefined)
  return known.length < parts.length ? undefined : joined(known, ' | ')
}

function joined(parts: Needed[], sign: string): Needed | undefined {
  if (parts.length === 0) return undefined
  return {
    text: parts.length === 1 ? (parts[0]?.text ?? '') : `(${parts.map((one) => one.text).join(sign)})`,
    size: parts.reduce((sum, one) => sum + one.size, 0),
  }
}
