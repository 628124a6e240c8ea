import type { Query } from '../matcher/query.ts'
import type { Tell } from './dialect.ts'
import { note } from './note.ts'

/** The same words, looked for in titles alone. Fields are of the whole post anyway. */
export function entitled(query: Query, tell: Tell): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { ...query, of: query.of.map((one) => entitled(one, tell)) }
    case 'not':
      return { ...query, of: entitled(query.of, tell) }
    case 'near':
      tell(note('listening.translation.nearLoosened', query))
      return { kind: 'and', of: query.of.map((one) => entitled(one, tell)), from: query.from, to: query.to }
    case 'word':
    case 'wildcard':
    case 'tag':
    case 'phrase':
      return { kind: 'title', of: query, from: query.from, to: query.to }
    default:
      return query
  }
}
