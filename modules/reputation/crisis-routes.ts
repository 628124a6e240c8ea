import { z } from 'zod'
import type { NetworkedWorld as World } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route, wordsIn } from '../team/index.ts'
import { BeginCrisis, Crises, Crisis, CrisisCase, CrisisChain, CrisisHours, EndCrisis, ResumePosts } from './api.ts'
import { acknowledge, chainOf, keepChain } from './chain.ts'
import { beginCrisis, chooseCase, endCrisis, pausePosts } from './crisis.ts'
import { crisisHours } from './crisis-hours.ts'
import { crisesOf, presentCrisis, standingCrises } from './present-crisis.ts'
import { resumePosts } from './resume-posts.ts'

const tag = 'Crises'
const reads = { kind: 'brand', role: 'viewer' } as const
const steers = { kind: 'brand', role: 'manager' } as const
const OfBrand = z.object({ brandId: Id })
const OfOne = OfBrand.extend({ crisisId: Id })
const path = '/api/brands/:brandId/crises'
const one = `${path}/:crisisId`

export const crisisRoutes: Route<World>[] = [
  route({
    ...{ method: 'GET', path: '/api/crises', tag, access: { kind: 'session' }, answer: Crises },
    summary: 'The crises that stand now, of all brands the caller works in',
    handle: ({ world, caller }) => standingCrises(world, caller),
  }),
  route({
    ...{ method: 'GET', path, tag, access: reads, params: OfBrand, answer: Crises },
    summary: 'All crises of a brand, the latest first',
    handle: ({ world, caller, params }) => crisesOf(world, caller, params.brandId),
  }),
  route({
    ...{ method: 'POST', path, tag, access: steers, params: OfBrand, body: BeginCrisis, answer: Crisis, status: 201 },
    summary: 'Begin a crisis: the brand is told, and unless asked otherwise its planned posts are paused',
    handle: async ({ world, caller, params, body, locale }) => {
      const crisisId = await beginCrisis(world, caller, params.brandId, body)
      return presentCrisis(world, caller, { brandId: params.brandId, crisisId }, locale)
    },
  }),
  route({
    ...{ method: 'GET', path: one, tag, access: reads, params: OfOne, answer: Crisis },
    summary: 'A crisis: who was told, which posts are paused, what was done',
    handle: ({ world, caller, params, locale }) => presentCrisis(world, caller, params, locale),
  }),
  route({
    ...{ method: 'GET', path: `${one}/hours`, tag, access: reads, params: OfOne, answer: CrisisHours },
    summary: 'A crisis hour by hour: what was heard, how it spoke, what was answered and done',
    handle: ({ world, params, locale }) => crisisHours(world, params, wordsIn(locale)),
  }),
  route({
    ...{ method: 'PUT', path: `${one}/case`, tag, access: steers, params: OfOne, body: CrisisCase, answer: Crisis },
    summary: 'Choose the case in which the problem of the crisis is worked',
    handle: async ({ world, caller, params, body, locale }) => {
      await chooseCase(world, caller, params, body.caseId)
      return presentCrisis(world, caller, params, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/pause`, tag, access: steers, params: OfOne, answer: Crisis },
    summary: 'Pause every planned post of the brand',
    handle: async ({ world, caller, params, locale }) => {
      await pausePosts(world, caller, params)
      return presentCrisis(world, caller, params, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/resume`, tag, access: steers, params: OfOne, body: ResumePosts, answer: Crisis },
    summary: 'Decide what becomes of paused posts: go on, another moment, back to drafts',
    handle: async ({ world, caller, params, body, locale }) => {
      await resumePosts(world, caller, params, body)
      return presentCrisis(world, caller, params, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/acknowledge`, tag, access: reads, params: OfOne, answer: Crisis },
    summary: 'Say that one has heard; nobody further along the chain is told then',
    handle: async ({ world, caller, params, locale }) => {
      await acknowledge(world, caller, params)
      return presentCrisis(world, caller, params, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${one}/end`, tag, access: steers, params: OfOne, body: EndCrisis, answer: Crisis },
    summary: 'End a crisis, once every paused post is decided on',
    handle: async ({ world, caller, params, body, locale }) => {
      await endCrisis(world, caller, params, body.reason)
      return presentCrisis(world, caller, params, locale)
    },
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/crisis-chain', tag, access: reads, params: OfBrand },
    answer: CrisisChain,
    summary: 'Who is told of a crisis, in which order, and how long each is waited for',
    handle: async ({ world, params }) => ({ items: await chainOf(world.db, params.brandId) }),
  }),
  route({
    ...{ method: 'PUT', path: '/api/brands/:brandId/crisis-chain', tag, access: steers, params: OfBrand },
    ...{ body: CrisisChain, answer: CrisisChain },
    summary: 'Set who is told of a crisis',
    handle: async ({ world, caller, params, body }) => {
      await keepChain(world, caller, params.brandId, body.items)
      return { items: await chainOf(world.db, params.brandId) }
    },
  }),
]
