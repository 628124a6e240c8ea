import { commentsIn } from '../builder/comments-in.ts'
import type { Leaf, Span } from './query.ts'
import { scanQuery } from './scan-query.ts'

/** What stands at some characters of a query, for an editor that colours it. */
export type Ink = Span & { ink: 'operator' | 'bracket' | 'field' | 'phrase' | 'exact' | 'tag' | 'wildcard' | 'comment' }

/** In their order, none in another; plain words are in none. Takes whatever was typed. */
export function inksOf(text: string): Ink[] {
  const comments: Ink[] = commentsIn(text).map(({ from, to }) => ({ from, to, ink: 'comment' }))
  const said = scanQuery(text).lexemes.flatMap((lexeme): Ink[] => {
    const { from, to } = lexeme
    if (to <= from || lexeme.kind === 'lost') return []
    if (lexeme.kind === 'leaf') return inkOf(lexeme.leaf)
    const isBracket = lexeme.kind === 'close' || (lexeme.kind === 'open' && to - from === 1)
    return [{ from, to, ink: isBracket ? 'bracket' : lexeme.kind === 'open' ? 'field' : 'operator' }]
  })
  const found: Ink[] = []
  for (const one of [...comments, ...said].toSorted((a, b) => a.from - b.from))
    if (one.from >= (found.at(-1)?.to ?? 0)) found.push(one)
  return found
}

function inkOf(leaf: Leaf): Ink[] {
  const { from, to } = leaf
  switch (leaf.kind) {
    case 'word':
      return leaf.mode === 'forms' ? [] : [{ from, to, ink: 'exact' }]
    case 'title':
    case 'choice':
    case 'measure':
      return [{ from, to, ink: 'field' }]
    default:
      return [{ from, to, ink: leaf.kind }]
  }
}
