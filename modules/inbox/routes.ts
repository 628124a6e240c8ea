import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { HeardPage, HeardQuery } from './api.ts'
import { heardOf } from './store.ts'

export const inboxRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/interactions',
    summary: 'What people said to the accounts of a brand, newest first',
    tag: 'Inbox',
    access: { kind: 'brand', role: 'viewer' },
    params: z.object({ brandId: Id }),
    query: HeardQuery,
    answer: HeardPage,
    handle: ({ world, params, query }) => heardOf(world.db, { ...params, ...query }),
  }),
]
