import type { FastifyRequest } from 'fastify'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import type { Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { fieldProblems, unknownFields } from './field-problems.ts'

export type Input = { params: unknown; query: unknown; body: unknown }

/**
 * What the route's schemas make of the request. Throws Refusal 422 `request.invalid` with a problem for each bad field; an id
 * in the path that cannot be one is simply not found.
 */
export function readInput(route: Route<NetworkedWorld>, request: FastifyRequest): Input {
  const params = route.params?.safeParse(request.params)
  if (params && !params.success) throw new Refusal(404, 'request.notFound')
  const problems: FieldProblem[] = []
  const read = (part: 'query' | 'body') => {
    const schema = route[part]
    if (!schema) return undefined
    const given = part === 'query' ? (request.query ?? {}) : request.body
    const result = schema.safeParse(given)
    if (!result.success) problems.push(...fieldProblems(result.error, given))
    else if (part === 'body') problems.push(...unknownFields(given, result.data))
    return result.data
  }
  const input = { params: params?.data, query: read('query'), body: read('body') }
  if (problems.length) throw new Refusal(422, 'request.invalid', { fields: problems.slice(0, 100) })
  return input
}
