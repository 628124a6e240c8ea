import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import * as api from './api.ts'
import { cancelDryRun, startDryRun } from './dry-run.ts'
import { runOf } from './dry-run-store.ts'
import { hitOf, hitsOf } from './hit-store.ts'
import { presentHits, presentRules, presentRun, presentVersions } from './present.ts'
import { ruleOf, rulesOf } from './rule-store.ts'
import { changeRule, deleteRule, makeRule, orderRules } from './rules.ts'
import { undoHit, undoSince } from './undo-hit.ts'

const tag = 'Rules'
const OfBrand = z.object({ brandId: Id })
const OfRule = OfBrand.extend({ ruleId: Id })
const OfHit = OfBrand.extend({ hitId: Id })
const OfRun = OfBrand.extend({ runId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const moderates = { kind: 'brand', role: 'editor' } as const
const settles = { kind: 'brand', role: 'manager' } as const

const ruleRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/rules', summary: 'Rules in the order in which they are judged' },
    ...{ tag, access: reads, params: OfBrand, answer: api.Rules },
    handle: async ({ world, params }) => ({
      items: await presentRules(world.db, await rulesOf(world.db, params.brandId)),
    }),
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/rules', summary: 'Make a rule' },
    ...{ tag, access: settles, status: 201, params: OfBrand, body: api.MakeRule, answer: api.Rule },
    handle: async ({ world, caller, params, body }) => one(world, await makeRule(world, caller, params.brandId, body)),
  }),
  route({
    ...{ method: 'PUT', path: '/api/brands/:brandId/rules/order', summary: 'Put rules in order' },
    ...{ tag, access: settles, params: OfBrand, body: api.RuleOrder, answer: api.Rules },
    handle: async ({ world, caller, params, body }) => {
      await orderRules(world, caller, params.brandId, body.ruleIds)
      return { items: await presentRules(world.db, await rulesOf(world.db, params.brandId)) }
    },
  }),
  route({
    ...{ method: 'PATCH', path: '/api/brands/:brandId/rules/:ruleId', summary: 'Change a rule' },
    ...{ tag, access: settles, params: OfRule, body: api.ChangeRule, answer: api.Rule },
    handle: async ({ world, caller, params, body }) => one(world, await changeRule(world, caller, params, body)),
  }),
  route({
    ...{ method: 'DELETE', path: '/api/brands/:brandId/rules/:ruleId', summary: 'Delete a rule; what it did stays' },
    ...{ tag, access: settles, status: 204, params: OfRule },
    handle: async ({ world, caller, params }) => {
      await deleteRule(world, caller, params)
      return undefined
    },
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/rules/:ruleId/versions', summary: 'What a rule said before' },
    ...{ tag, access: reads, params: OfRule, answer: api.RuleVersions },
    handle: async ({ world, params }) =>
      presentVersions(world.db, (await ruleOf(world.db, params.brandId, params.ruleId, 'deleted')).id),
  }),
]

const hitRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/rule-hits', summary: 'What rules did, newest first' },
    ...{ tag, access: reads, params: OfBrand, query: api.HitsQuery, answer: api.HitPage },
    handle: async ({ world, params, query, locale }) => {
      const { brandId } = params
      const { rows, next } = await hitsOf(world.db, {
        brandId,
        ruleId: query.rule,
        after: query.after,
        limit: query.limit,
      })
      return { items: await presentHits(world.db, brandId, rows, locale), next }
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/rule-hits/:hitId/undo', summary: 'Undo what a rule did' },
    ...{ tag, access: moderates, params: OfHit, answer: api.Hit },
    handle: async ({ world, caller, params, locale }) => {
      await undoHit(world, caller, params.brandId, params.hitId)
      const [hit] = await presentHits(
        world.db,
        params.brandId,
        [await hitOf(world.db, params.brandId, params.hitId)],
        locale,
      )
      if (!hit) throw new Error(`hit ${params.hitId} is there and is not shown`)
      return hit
    },
  }),
  route({
    ...{
      method: 'POST',
      path: '/api/brands/:brandId/rules/:ruleId/undo',
      summary: 'Undo all a rule did since a moment',
    },
    ...{ tag, access: moderates, params: OfRule, body: api.UndoSince, answer: api.Undone },
    handle: ({ world, caller, params, body }) =>
      undoSince(world, caller, { ...params, ...body, since: new Date(body.since) }),
  }),
]

const dryRunRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{
      method: 'POST',
      path: '/api/brands/:brandId/dry-runs',
      summary: 'Judge the past by conditions, without doing anything',
    },
    ...{ tag, access: moderates, status: 201, params: OfBrand, body: api.StartDryRun, answer: api.DryRun },
    handle: async ({ world, caller, params, body }) => {
      const id = await startDryRun(world, caller, params.brandId, body)
      return presentRun(await runOf(world.db, params.brandId, id))
    },
  }),
  route({
    ...{
      method: 'GET',
      path: '/api/brands/:brandId/dry-runs/:runId',
      summary: 'How far a dry run is, and what it hit',
    },
    ...{ tag, access: moderates, params: OfRun, answer: api.DryRun },
    handle: async ({ world, params }) => presentRun(await runOf(world.db, params.brandId, params.runId)),
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/dry-runs/:runId/cancel', summary: 'Stop a dry run' },
    ...{ tag, access: moderates, params: OfRun, answer: api.DryRun },
    handle: async ({ world, params }) => {
      await cancelDryRun(world, params.brandId, params.runId)
      return presentRun(await runOf(world.db, params.brandId, params.runId))
    },
  }),
]

const one = async (world: NetworkedWorld, row: Awaited<ReturnType<typeof ruleOf>>) => {
  const [rule] = await presentRules(world.db, [row])
  if (!rule) throw new Error(`rule ${row.id} is there and is not shown`)
  return rule
}

export const moderationRoutes = [...ruleRoutes, ...hitRoutes, ...dryRunRoutes]
