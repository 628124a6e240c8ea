import { z } from 'zod'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { ChangeRecurring, MakeRecurring, Recurring, RecurringList } from './api.ts'
import { changeRecurring, endRecurring, makeRecurring, recurringAnswer } from './recurring.ts'
import { recurringsOf } from './store.ts'

const tag = 'Recurring posts'
const OfBrand = z.object({ brandId: Id })
const OfRecurring = z.object({ brandId: Id, recurringId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'editor' } as const

export const recurringRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/recurring',
    summary: 'Posts that come again',
    tag,
    access: reads,
    params: OfBrand,
    answer: RecurringList,
    handle: async ({ world, params }) => {
      const rows = await recurringsOf(world.db, params.brandId)
      return { items: await Promise.all(rows.map((row) => recurringAnswer(world, row))) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/recurring',
    summary: 'Let a post come again',
    tag,
    access: writes,
    status: 201,
    params: OfBrand,
    body: MakeRecurring,
    answer: Recurring,
    handle: async ({ world, caller, params, body }) =>
      recurringAnswer(world, await makeRecurring(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/recurring/:recurringId',
    summary: 'Change, pause or resume a repetition',
    tag,
    access: writes,
    params: OfRecurring,
    body: ChangeRecurring,
    answer: Recurring,
    handle: async ({ world, caller, params, body }) =>
      recurringAnswer(world, await changeRecurring(world, caller, params.brandId, params.recurringId, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/recurring/:recurringId',
    summary: 'End a repetition; what went out stays, what is still to come is taken back',
    tag,
    access: writes,
    status: 204,
    params: OfRecurring,
    handle: async ({ world, caller, params }) => {
      await endRecurring(world, caller, params.brandId, params.recurringId)
      return undefined
    },
  }),
]
