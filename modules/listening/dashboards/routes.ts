import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import * as api from './api.ts'
import { baselinesOf, removeBaseline } from './baseline-store.ts'
import { keepBaseline, presented, repeatBaseline } from './baselines.ts'
import { dashboardOf } from './dashboard.ts'

const tag = 'Listening'
const OfBrand = z.object({ brandId: Id })
const OfBaseline = OfBrand.extend({ baselineId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'author' } as const
const at = '/api/brands/:brandId/listening' as const

export const dashboardRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: `${at}/dashboard`, tag, access: reads, params: OfBrand },
    summary: 'What was said in public of a brand, in figures, beside the period before',
    ...{ query: api.DashboardQuery, answer: api.Dashboard },
    handle: ({ world, params, query }) => dashboardOf(world.db, params.brandId, query),
  }),
  route({
    ...{ method: 'GET', path: `${at}/baselines`, tag, access: reads, params: OfBrand, answer: api.Baselines },
    summary: 'Figures that were kept under a name, newest first',
    handle: async ({ world, params }) => ({ items: (await baselinesOf(world.db, params.brandId)).map(presented) }),
  }),
  route({
    ...{ method: 'POST', path: `${at}/baselines`, tag, access: writes, status: 201, params: OfBrand },
    summary: 'Keep the figures of a period under a name',
    ...{ body: api.KeepBaseline, answer: api.Baseline },
    handle: ({ world, caller, params, body }) => keepBaseline(world, caller, params.brandId, body),
  }),
  route({
    ...{ method: 'GET', path: `${at}/baselines/:baselineId`, tag, access: reads, params: OfBaseline },
    summary: 'Kept figures, and another period in the same ones',
    ...{ query: api.BaselineRepeatQuery, answer: api.BaselineRepeat },
    handle: ({ world, params, query }) => repeatBaseline(world, params, query),
  }),
  route({
    ...{ method: 'DELETE', path: `${at}/baselines/:baselineId`, tag, access: writes, status: 204, params: OfBaseline },
    summary: 'Forget kept figures',
    handle: async ({ world, params }) => {
      await removeBaseline(world.db, params)
      return undefined
    },
  }),
]
