import { spellings } from '../forms/spellings.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import type { Distance, Near, Operand, Query, Word } from '../matcher/query.ts'
import type { TopicKind } from '../tables.ts'

type Named = { kind: TopicKind; name: string; handles?: readonly string[] }

const nowhere = { from: 0, to: 0 }
const mostHandles = 10
const mostNameWords = 6

/**
 * A good first query for a name: in all its forms and in both alphabets; of a person in any order; of the brand itself
 * by its handles too, without what its own accounts say. Empty where a name has no words.
 */
export function firstQuery({ kind, name, handles = [] }: Named): string {
  const words = (name.match(/[\p{L}\p{N}'’]+/gu) ?? []).slice(0, mostNameWords)
  const own = kind === 'brand' ? [...new Set(handles.map(bare))].filter(Boolean).slice(0, mostHandles) : []
  const said = [sayName(kind, words), kind === 'topic' ? undefined : spelledOtherwise(kind, words)]
  const called = own.filter((handle) => /^\w+$/.test(handle)).map((text) => ({ kind: 'tag', sign: '@', text }) as const)
  const names = said.flatMap((one) => (one?.kind === 'or' ? one.of : (one ?? [])))
  const wanted = any([...names, ...called.map((one) => ({ ...one, ...nowhere }))])
  if (!wanted) return ''
  const others = any(own.map((value) => ({ kind: 'choice', field: 'from', value, ...nowhere })))
  const query: Query = others
    ? { kind: 'and', of: [wanted, { kind: 'not', of: others, ...nowhere }], ...nowhere }
    : wanted
  return [query, wanted].map(printQuery).find((text) => parseQuery(text).ok) ?? ''
}

const bare = (handle: string) => handle.trim().replace(/^@/, '').toLowerCase()

function sayName(kind: TopicKind, words: readonly string[]): Query | undefined {
  const of = words.map(wordOf)
  if (of.length < 2) return of[0]
  if (kind === 'topic') return { kind: 'phrase', of, within: nearTopic, ...nowhere }
  if (kind === 'person') return chain(of, aroundPerson)
  return { kind: 'phrase', of, within: null, ...nowhere }
}

const wordOf = (text: string): Word => ({
  ...{ kind: 'word', text, mode: isInitials(text) ? 'case' : 'forms', ...nowhere },
})

const nearTopic = 4
const aroundPerson: Distance = { words: 1, inOrder: false }
const besides: Distance = { words: 0, inOrder: true }

/** Two or three capitals are many words otherwise: `=BT`. */
const isInitials = (word: string) => /^\p{Lu}{2,3}$/u.test(word)

const mostWays = 6

/** As Bulgarians, Russians and Ukrainians write it, or in Latin letters; only where each of its words can be. */
function spelledOtherwise(kind: TopicKind, words: readonly string[]): Query | undefined {
  const ways = words.map((word) => (/^\p{N}+$/u.test(word) ? [word] : spellings(word).slice(0, mostWays)))
  if (words.some(isInitials) || ways.some((one) => one.length === 0)) return undefined
  const of = ways.map((one) => any(one.map(wordOf))).filter((one) => one !== undefined)
  return of.length < 2 ? of[0] : chain(of, kind === 'person' ? aroundPerson : besides)
}

const chain = (of: Operand[], distance: Distance): Near => ({
  ...{ kind: 'near', of, distances: of.slice(1).map(() => distance), ...nowhere },
})

function any<One extends Query>(of: One[]): One | { kind: 'or'; of: One[]; from: number; to: number } | undefined {
  return of.length > 1 ? { kind: 'or', of, ...nowhere } : of[0]
}
