import type { z } from 'zod'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountIdsOf, rubricIdsOf } from '../brand/index.ts'
import { peopleOf } from '../team/index.ts'
import type { RuleSaid, Condition as Shape } from './api.ts'
import { longestPattern, readPattern } from './word-pattern.ts'

type Condition = z.output<typeof Shape>
type Known = {
  accounts: ReadonlySet<string>
  rubrics: ReadonlySet<string>
  people: ReadonlySet<string>
  networks: ReadonlySet<string>
}

/** What cannot be meant, each told at its field: a rule without a condition would hit everything, one without an action does nothing. */
export async function refuseUnclear(
  world: NetworkedWorld,
  brandId: string,
  said: z.output<typeof RuleSaid>,
): Promise<void> {
  const known = await knownTo(world, brandId)
  const fields = [...problemsOfMatch(said.match, known), ...problemsOfActions(said.actions, known)]
  if (fields.length > 0) throw new Refusal(422, 'request.invalid', { fields })
}

export async function refuseUnclearMatch(
  world: NetworkedWorld,
  brandId: string,
  match: z.output<typeof RuleSaid>['match'],
): Promise<void> {
  const fields = problemsOfMatch(match, await knownTo(world, brandId))
  if (fields.length > 0) throw new Refusal(422, 'request.invalid', { fields })
}

async function knownTo(world: NetworkedWorld, brandId: string): Promise<Known> {
  const [accounts, rubrics, people] = await Promise.all([
    accountIdsOf(world.db, brandId),
    rubricIdsOf(world.db, brandId),
    peopleOf(world.db, brandId, 'author'),
  ])
  const networks = new Set(world.networks.all.map((one) => one.composing.id))
  return { accounts, rubrics, people: new Set(people), networks }
}

function problemsOfMatch({ conditions }: z.output<typeof RuleSaid>['match'], known: Known): FieldProblem[] {
  if (conditions.length === 0) return [{ path: 'match.conditions', code: 'rules.noCondition' }]
  return conditions.flatMap((one, n) =>
    problemsOf(one, known).map((problem) => ({ ...problem, path: `match.conditions.${n}.${problem.path}` })),
  )
}

function problemsOf(one: Condition, known: Known): FieldProblem[] {
  switch (one.kind) {
    case 'words':
      return each(one.words, 'words', 'rules.noWord', (word) => readPattern(word, false) !== undefined, {
        most: longestPattern,
      })
    case 'links':
      return one.to !== 'any' && one.domains.length === 0 ? [{ path: 'domains', code: 'rules.noDomain' }] : []
    case 'length':
    case 'followers':
    case 'rating':
      return problemsOfBounds(one)
    case 'time':
      return one.from === one.to ? [{ path: 'to', code: 'rules.noTime' }] : []
    case 'network':
      return each(one.networks, 'networks', 'rules.noNetwork', (id) => known.networks.has(id))
    case 'account':
      return each(one.accountIds, 'accountIds', 'rules.noAccount', (id) => known.accounts.has(id))
    case 'rubric':
      return each(one.rubricIds, 'rubricIds', 'rules.noRubric', (id) => known.rubrics.has(id))
    default:
      return []
  }
}

function problemsOfBounds({ least, most }: { least: number | null; most: number | null }): FieldProblem[] {
  if (least === null && most === null) return [{ path: 'least', code: 'rules.noBound' }]
  return least !== null && most !== null && least > most ? [{ path: 'most', code: 'rules.boundsCrossed' }] : []
}

function problemsOfActions(actions: z.output<typeof RuleSaid>['actions'], { people }: Known): FieldProblem[] {
  if (actions.length === 0) return [{ path: 'actions', code: 'rules.noAction' }]
  return actions.flatMap((one, n) => {
    const path = `actions.${n}`
    if (actions.findIndex((other) => other.kind === one.kind) < n) return [{ path, code: 'rules.actionTwice' }]
    if (one.kind === 'assign' && !people.has(one.userId)) return [{ path: `${path}.userId`, code: 'rules.noPerson' }]
    if (one.kind === 'notify') return each(one.userIds, `${path}.userIds`, 'rules.noPerson', (id) => people.has(id))
    return []
  })
}

const each = (
  given: string[],
  path: string,
  code: string,
  is: (one: string) => boolean,
  values?: FieldProblem['values'],
): FieldProblem[] => given.flatMap((one, n) => (is(one) ? [] : [{ path: `${path}.${n}`, code, values }]))
