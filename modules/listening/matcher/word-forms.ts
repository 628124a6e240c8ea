import type { Atom, Query } from './query.ts'
import { foldWord, tokensIn } from './read-word.ts'
import { picture } from './tokens.ts'

/** All forms of a word in a language, in any order; of a word not known, whatever forms are likely, or itself alone. */
export type FormsOf = (word: string, language: string | undefined) => readonly string[]

/** For words that no dictionary has: names take an apostrophe in English. */
export const likelyForms: FormsOf = (word) => [word, `${word}'s`]

/** What one token has to be. Keys are folded. */
export type TokenTest =
  | { kind: 'forms'; key: string; languages: string; forms: () => readonly string[] }
  | { kind: 'form'; key: string }
  | { kind: 'case'; key: string; written: string }
  | { kind: 'signed'; sign: number; key: string }
  | { kind: 'pattern'; pattern: string }

/** The tokens an atom stands for, one after another: a word such as `e-mail` is two. */
export function testsOf(atom: Atom, formsOf: FormsOf, languages: readonly string[]): TokenTest[] {
  if (atom.kind === 'wildcard') return [{ kind: 'pattern', pattern: foldWord(atom.pattern) }]
  const written = atom.kind === 'tag' ? `${atom.sign}${atom.text}` : atom.text
  return tokensIn(written).map(({ kind, key, written }): TokenTest => {
    if (kind > picture) return { kind: 'signed', sign: kind, key }
    if (kind === picture || atom.kind === 'tag' || atom.mode === 'form') return { kind: 'form', key }
    if (atom.mode === 'case') return { kind: 'case', key, written }
    return { kind: 'forms', key, languages: languages.join(), forms: () => allForms(key, formsOf, languages) }
  })
}

function allForms(key: string, formsOf: FormsOf, languages: readonly string[]): string[] {
  const asked = languages.length > 0 ? languages : [undefined]
  const forms = asked.flatMap((language) => formsOf(key, language)).map(foldWord)
  return [...new Set([key, ...forms])].filter(Boolean)
}

/** Those a query asks for by `lang:`, whose forms are enough; none when it asks for any. */
export function languagesIn(query: Query): string[] {
  if (query.kind === 'choice') return query.field === 'lang' ? [query.value] : []
  if (query.kind === 'and') return query.of.map(languagesIn).find((found) => found.length > 0) ?? []
  if (query.kind !== 'or') return []
  const sides = query.of.map(languagesIn)
  return sides.every((found) => found.length > 0) ? [...new Set(sides.flat())] : []
}

/** `*` any run of units, `?` one; both of folded words. Takes at most pattern × word steps, whatever the stars. */
export function meetsPattern(pattern: string, word: string): boolean {
  let [p, w, star, resume] = [0, 0, -1, 0]
  while (w < word.length) {
    const wanted = pattern.charAt(p)
    if (wanted === '*') {
      star = p++
      resume = w
    } else if (wanted !== '' && (wanted === '?' || wanted === word.charAt(w))) {
      p++
      w++
    } else if (star >= 0) {
      p = star + 1
      w = ++resume
    } else return false
  }
  while (pattern.charAt(p) === '*') p++
  return p === pattern.length
}
