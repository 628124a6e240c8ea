import type { Talk } from './talk.ts'

/** One saved query, as Rialto and as PostgreSQL would ask it. */
export type Asked = { query: string; tsquery: string; language: string | null }

/**
 * What analysts save, mixed: single words and choices of them, words together, words left out, phrases, nearness,
 * beginnings, choices within one language. PostgreSQL is given all forms of each word; it has no nearness in any order
 * and is asked for both words alone, which is less work.
 */
export function makeQuery(talk: Talk): Asked {
  const dice = talk.below(100)
  const word = (rarest = 100) => talk.lemma(rarest)
  const any = (count: number, rarest: number) => Array.from({ length: count }, () => word(rarest))
  if (dice < 20) return choice(any(1 + talk.below(4), 1_000))
  if (dice < 45) return together(any(2 + talk.below(2), 100))
  if (dice < 60) return leftOut(any(2, 100), word(50))
  if (dice < 75) return phrase(any(2, 100))
  if (dice < 85) return near(word(), word(), 1 + talk.below(8))
  if (dice < 90) return beginning(word(500), word())
  return inLanguage(any(2, 200), any(2, 100), talk.language())
}

const choice = (of: string[][]): Asked => plain(of.map(first).join(' OR '), of.map(forms).join(' | '))
const together = (of: string[][]): Asked => plain(of.map(first).join(' '), of.map(forms).join(' & '))

function leftOut(of: string[][], not: string[]): Asked {
  return plain(`${of.map(first).join(' ')} -${first(not)}`, `${of.map(forms).join(' & ')} & !${forms(not)}`)
}

const phrase = (of: string[][]): Asked => plain(`"${of.map(first).join(' ')}"`, of.map(forms).join(' <-> '))

const near = (one: string[], other: string[], words: number): Asked =>
  plain(`${first(one)} NEAR/${words} ${first(other)}`, `${forms(one)} & ${forms(other)}`)

function beginning(one: string[], other: string[]): Asked {
  const start = first(one).slice(0, 4).padEnd(3, 'a')
  return plain(`${start}* ${first(other)}`, `${quoted(start)}:* & ${forms(other)}`)
}

function inLanguage(some: string[][], others: string[][], language: string): Asked {
  const query = `(${some.map(first).join(' OR ')}) (${others.map(first).join(' OR ')}) lang:${language}`
  const tsquery = `(${some.map(forms).join(' | ')}) & (${others.map(forms).join(' | ')})`
  return { query, tsquery, language }
}

const plain = (query: string, tsquery: string): Asked => ({ query, tsquery, language: null })
const first = (forms: string[]) => forms[0] ?? ''
const quoted = (word: string) => `'${word}'`
const forms = (of: string[]) => `(${of.map(quoted).join(' | ')})`
