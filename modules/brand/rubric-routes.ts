import { z } from 'zod'
import { Id } from '../team/api.ts'
import { route } from '../team/index.ts'
import { ReplaceSlots, Rubric, RubricSettings, Rubrics, Slots } from './api.ts'
import { replaceSlots } from './replace-slots.ts'
import { changeRubric, makeRubric, removeRubric } from './rubrics.ts'
import { type RubricRow, rubricsOf, type SlotRow, slotsOf } from './store.ts'

const tag = 'Rubrics and slots'
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'editor' } as const
const params = z.object({ brandId: Id })
const OfRubric = z.object({ brandId: Id, rubricId: Id })

export const rubricRoutes = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/rubrics',
    summary: 'The rubrics of a brand',
    ...{ tag, access: reads, params, answer: Rubrics },
    handle: async ({ world, params }) => ({ items: (await rubricsOf(world.db, params.brandId)).map(rubricAnswer) }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/rubrics',
    summary: 'Make a rubric',
    ...{ tag, access: writes, params, body: RubricSettings, answer: Rubric, status: 201 as const },
    handle: async ({ world, caller, params, body }) =>
      rubricAnswer(await makeRubric(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/rubrics/:rubricId',
    summary: 'Change a rubric',
    ...{ tag, access: writes, params: OfRubric, body: RubricSettings.partial(), answer: Rubric },
    handle: async ({ world, caller, params, body }) => rubricAnswer(await changeRubric(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/rubrics/:rubricId',
    summary: 'Remove a rubric; its posts have none then',
    ...{ tag, access: writes, params: OfRubric, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeRubric(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/slots',
    summary: 'The weekly queue slots of a brand',
    ...{ tag, access: reads, params, answer: Slots },
    handle: async ({ world, params }) => ({ items: (await slotsOf(world.db, params.brandId)).map(slotAnswer) }),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/slots',
    summary: 'Replace the weekly queue slots as a whole',
    ...{ tag, access: writes, params, body: ReplaceSlots, answer: Slots },
    handle: async ({ world, caller, params, body }) => ({
      items: (await replaceSlots(world, caller, params.brandId, body.slots)).map(slotAnswer),
    }),
  }),
]

const rubricAnswer = ({ id, name, category, color }: RubricRow) => ({ id, name, category, color })
const slotAnswer = ({ id, weekday, time, accountIds, rubricId }: SlotRow) => ({
  ...{ id, weekday, time, accountIds, rubricId },
})
