import { type FieldProblem, Refusal } from '../../../kernel/failure.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import type { Query } from '../matcher/query.ts'

/** The query as it is meant. Throws all that keeps it from being read at `path`, each at its characters, with its mend. */
export function readOrRefuse(text: string, path = 'text'): Query {
  const parsed = parseQuery(text)
  if (parsed.ok) return parsed.query
  const fields: FieldProblem[] = parsed.problems.slice(0, mostTold).map(({ code, values, from, to, mend }) => ({
    ...{ path, code, values, at: { from, to } },
    ...(mend && { mend }),
  }))
  throw new Refusal(422, 'request.invalid', { fields })
}

const mostTold = 50
