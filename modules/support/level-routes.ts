import { z } from 'zod'
import { badField } from '../../kernel/failure.ts'
import { Id } from '../team/api.ts'
import { route } from '../team/index.ts'
import {
  MeasuresQuery,
  ReplaceSchedules,
  ReplaceServiceLevels,
  Schedules,
  ServiceLevels,
  ServiceMeasures,
} from './api.ts'
import { replaceSchedules, scheduleAnswer, schedulesOf } from './hours.ts'
import { type LevelRow, levelsOf, replaceLevels } from './levels.ts'
import { measureService } from './measure.ts'

const tag = 'Service levels'
const reads = { kind: 'brand', role: 'viewer' } as const
const manages = { kind: 'brand', role: 'manager' } as const
const params = z.object({ brandId: Id })
const longestMs = 400 * 86_400_000

export const levelRoutes = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/business-hours',
    summary: 'When the brand is there, with its holidays',
    ...{ tag, access: reads, params, answer: Schedules },
    handle: async ({ world, params }) => ({ items: (await schedulesOf(world.db, params.brandId)).map(scheduleAnswer) }),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/business-hours',
    summary: 'Replace the schedules as a whole',
    ...{ tag, access: manages, params, body: ReplaceSchedules, answer: Schedules },
    handle: async ({ world, caller, params, body }) => {
      await replaceSchedules(world, caller, params.brandId, body.schedules)
      return { items: (await schedulesOf(world.db, params.brandId)).map(scheduleAnswer) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/service-levels',
    summary: 'What is promised to whom, in the order in which it is tried',
    ...{ tag, access: reads, params, answer: ServiceLevels },
    handle: async ({ world, params }) => ({ items: (await levelsOf(world.db, params.brandId)).map(levelAnswer) }),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/service-levels',
    summary: 'Replace the service levels as a whole',
    ...{ tag, access: manages, params, body: ReplaceServiceLevels, answer: ServiceLevels },
    handle: async ({ world, caller, params, body }) => {
      await replaceLevels(world, caller, params.brandId, body.levels)
      return { items: (await levelsOf(world.db, params.brandId)).map(levelAnswer) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/service-measures',
    summary: 'How long people waited, raw and in business time, and what was kept of what is promised',
    ...{ tag, access: reads, params, query: MeasuresQuery, answer: ServiceMeasures },
    handle: ({ world, params, query }) => {
      const length = Date.parse(query.to) - Date.parse(query.from)
      if (length <= 0) throw badField('to', 'support.endsBeforeItBegins')
      if (length > longestMs) throw badField('to', 'support.periodTooLong')
      return measureService(world, params.brandId, query)
    },
  }),
]

const levelAnswer = ({
  brandId: _,
  place: _place,
  ...level
}: LevelRow): z.input<typeof ServiceLevels>['items'][number] => ({
  ...level,
  kinds: ServiceLevels.shape.items.element.shape.kinds.parse(level.kinds),
})
