import { badField } from '../../../kernel/failure.ts'
import { formsOf } from '../forms/forms-of.ts'
import { Matcher } from '../matcher/matcher.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import type { Query } from '../matcher/query.ts'
import { tokensIn } from '../matcher/read-word.ts'
import { picture } from '../matcher/tokens.ts'
import { presearchOf } from './presearch.ts'
import { type Sought, sole } from './search-mentions.ts'

/** What somebody wrote to look for: a query, or plain words where it holds nothing that only a query has. */
export function soughtIn(q: string): Sought {
  const query = queryIn(q)
  const matcher = new Matcher()
  matcher.set(sole, query)
  return { words: presearchOf(query, formsOf), matcher }
}

function queryIn(q: string): Query {
  const parsed = parseQuery(q)
  if (parsed.ok) return parsed.query
  const [problem] = parsed.problems
  const plain = isMeantAsQuery.test(q) ? undefined : plainWords(q)
  if (plain) return plain
  throw badField('q', problem?.code ?? 'listening.query.empty', problem?.values)
}

const isMeantAsQuery = /["“„«()|~*?=!:]|\b(?:AND|OR|NOT|NEAR)\b|<<<|(?:^|\s)-/u

/** All of them, in all their forms, wherever they stand. */
function plainWords(q: string): Query | undefined {
  const span = { from: 0, to: q.length }
  const of = tokensIn(q).map(({ key, kind }) => ({
    ...{ kind: 'word' as const, text: key, mode: kind === picture ? ('form' as const) : ('forms' as const) },
    ...span,
  }))
  return of.length === 0 ? undefined : { kind: 'and', of, ...span }
}
