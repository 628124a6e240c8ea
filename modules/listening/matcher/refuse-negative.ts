import { type Problem, problem } from './problem.ts'
import type { Query } from './query.ts'

/** A query has to name something that is there: what only leaves out would find nearly everything ever said. */
export function refuseNegative(query: Query): Problem | undefined {
  if (namesSomething(query)) return undefined
  const side = query.kind === 'or' ? query.of.find((one) => !namesSomething(one)) : undefined
  const isPartly = query.kind === 'or' && query.of.some(namesSomething)
  if (side && isPartly) return problem('listening.query.negativeChoice', side)
  return problem('listening.query.onlyNegative', query)
}

function namesSomething(query: Query): boolean {
  if (query.kind === 'not') return false
  if (query.kind === 'and') return query.of.some(namesSomething)
  return query.kind === 'or' ? query.of.every(namesSomething) : true
}
