import { type Distance, limits, type Near, type Operand, type Query, type Span } from '../matcher/query.ts'
import type { Tell } from './dialect.ts'
import { note } from './note.ts'

export type NearPart = { distance: Distance; at: Span; query: Query | undefined }

/** Operands near one another, as a chain; what has no place in a text is joined by AND, which is told. */
export function joinNear(first: Query | undefined, parts: NearPart[], tell: Tell): Query | undefined {
  const queries = [first, ...parts.map(({ query }) => query)]
  const there = queries.filter((one) => one !== undefined)
  const chain = chainOf(queries, parts)
  if (chain?.isNested) tell(note('listening.translation.nearNested', around(there)))
  if (chain && chain.near.of.length <= limits.operands) return chain.near
  const [only] = there
  if (!only || there.length === 1) return only
  tell(note('listening.translation.nearLoosened', around(there)))
  return { kind: 'and', of: there, ...around(there) }
}

function chainOf(queries: (Query | undefined)[], parts: NearPart[]): { near: Near; isNested: boolean } | undefined {
  const of: Operand[] = []
  const distances: Distance[] = []
  let isNested = false
  for (const [n, query] of queries.entries()) {
    const distance = parts[n - 1]?.distance
    if (query?.kind === 'near') isNested = true
    if (distance) distances.push(distance)
    if (query?.kind === 'near') {
      of.push(...query.of)
      distances.push(...query.distances)
    } else if (query && isOperand(query)) of.push(query)
    else return undefined
  }
  return { near: { kind: 'near', of, distances, ...around(of) }, isNested }
}

/** `(a AND b)~5`: each is near the next. */
export function loosenGroup(query: Query, words: number, at: Span, tell: Tell): Query {
  const isPair = query.kind === 'and' && query.of.every(isOperand) && Number.isFinite(words)
  if (query.kind !== 'and' || !isPair || query.of.length > limits.operands) {
    tell(note('listening.translation.nearLoosened', { from: query.from, to: at.to }))
    return query
  }
  const within = Math.min(words, limits.distance)
  if (query.of.length > 2) tell(note('listening.translation.nearNested', { from: query.from, to: at.to }))
  if (within < words) tell(note('listening.translation.tooFar', at, { written: `~${words}`, most: limits.distance }))
  const of = query.of.filter(isOperand)
  return { kind: 'near', of, distances: of.slice(1).map(() => ({ words: within, inOrder: false })), ...around(of) }
}

const around = (of: Span[]): Span => ({ from: of[0]?.from ?? 0, to: of.at(-1)?.to ?? 0 })

function isOperand(query: Query): query is Operand {
  if (query.kind === 'or') return query.of.every(isOperand)
  if (query.kind === 'phrase') return query.within === null
  return query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'tag'
}
