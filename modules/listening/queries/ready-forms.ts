import { setImmediate as others } from 'node:timers/promises'
import { formsOf } from '../forms/forms-of.ts'
import type { Atom, Query } from '../matcher/query.ts'
import { tokensIn } from '../matcher/read-word.ts'
import { type FormsOf, languagesIn } from '../matcher/word-forms.ts'

export type Meant = { query: Query; languages: readonly string[] }

const wordsAtOnce = 40

/**
 * The forms of all words of some queries, looked up a few at a time: ten thousand words take seconds, and others wait for
 * nothing. When nobody waits for the answer any more, the rest is not looked up.
 */
export async function readyForms(queries: readonly Meant[], signal?: AbortSignal): Promise<FormsOf> {
  const ready = new Map<string, readonly string[]>()
  let n = 0
  for (const { query, languages } of queries)
    for (const key of keysOf(query))
      for (const language of languagesMeant(query, languages)) {
        const name = `${language ?? ''} ${key}`
        if (ready.has(name) || signal?.aborted) continue
        ready.set(name, formsOf(key, language))
        if (++n % wordsAtOnce === 0) await others()
      }
  return (word, language) => ready.get(`${language ?? ''} ${word}`) ?? formsOf(word, language)
}

/** Whose forms a query means; one `undefined`: of all languages. */
export function languagesMeant(query: Query, languages: readonly string[]): readonly (string | undefined)[] {
  const asked = languagesIn(query)
  const meant = asked.length > 0 ? asked : languages
  return meant.length > 0 ? meant : [undefined]
}

const keysOf = (query: Query): string[] =>
  atomsOf(query)
    .filter((atom) => atom.kind === 'word' && atom.mode === 'forms')
    .flatMap((atom) => (atom.kind === 'word' ? tokensIn(atom.text) : []))
    .map(({ key }) => key)

export function atomsOf(query: Query): Atom[] {
  if (query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'tag') return [query]
  if (query.kind === 'not' || query.kind === 'title') return atomsOf(query.of)
  if (query.kind === 'phrase') return query.of
  return 'of' in query ? query.of.flatMap(atomsOf) : []
}
