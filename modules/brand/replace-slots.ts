import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { ReplaceSlots } from './api.ts'
import { accountIdsOf, rubricIdsOf, type SlotRow, slotsOf } from './store.ts'

type Slots = z.output<typeof ReplaceSlots>['slots']

/** The week's queue slots as a whole. Throws at the field for a rubric or an account of another brand. */
export async function replaceSlots(world: World, caller: Caller, brandId: string, slots: Slots): Promise<SlotRow[]> {
  return inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    await refuseForeign(tx, brandId, slots)
    await tx.deleteFrom('slot').where('brandId', '=', brandId).execute()
    const now = world.clock.now()
    const rows = slots.map((slot) => ({ id: newId(now), brandId, ...slot }))
    if (rows.length) await tx.insertInto('slot').values(rows).execute()
    await recordAct(tx, { by: caller, name: 'slots.replaced', brandId, details: { slots: rows.length }, at: now })
    await announce(tx, 'slots.replaced', {}, { brandId })
    return slotsOf(tx, brandId)
  })
}

async function refuseForeign(tx: Tx, brandId: string, slots: Slots): Promise<void> {
  const [accounts, rubrics] = [await accountIdsOf(tx, brandId), await rubricIdsOf(tx, brandId)]
  const fields = slots.flatMap((slot, at): FieldProblem[] => [
    ...(slot.rubricId && !rubrics.has(slot.rubricId) ? [{ path: `slots.${at}.rubricId`, code: 'brand.noRubric' }] : []),
    ...slot.accountIds.flatMap((id, n) =>
      accounts.has(id) ? [] : [{ path: `slots.${at}.accountIds.${n}`, code: 'brand.noAccount' }],
    ),
  ])
  if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
}
