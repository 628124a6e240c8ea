import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { RubricSettings } from './api.ts'
import type { RubricRow } from './store.ts'

type Settings = z.output<typeof RubricSettings>

/** Throws `brand.rubricTaken` at the name when the brand has one that is called so. */
export async function makeRubric(world: World, caller: Caller, brandId: string, given: Settings): Promise<RubricRow> {
  const now = world.clock.now()
  const row = { id: newId(now), brandId, ...given, createdAt: now }
  return change(world, caller, brandId, 'rubric.made', row.id, async (tx) => {
    await refuseTakenName(tx, brandId, given.name)
    return tx.insertInto('rubric').values(row).returningAll().executeTakeFirst()
  })
}

export async function changeRubric(
  world: World,
  caller: Caller,
  of: { brandId: string; rubricId: string },
  changes: Partial<Settings>,
): Promise<RubricRow> {
  return change(world, caller, of.brandId, 'rubric.changed', of.rubricId, async (tx) => {
    if (changes.name !== undefined) await refuseTakenName(tx, of.brandId, changes.name, of.rubricId)
    const query = Object.keys(changes).length
      ? tx.updateTable('rubric').set(changes)
      : tx.updateTable('rubric').set((is) => ({ name: is.ref('name') }))
    return query.where('brandId', '=', of.brandId).where('id', '=', of.rubricId).returningAll().executeTakeFirst()
  })
}

/** Posts that had it have none then. */
export async function removeRubric(
  world: World,
  caller: Caller,
  of: { brandId: string; rubricId: string },
): Promise<void> {
  await change(world, caller, of.brandId, 'rubric.removed', of.rubricId, (tx) =>
    tx
      .deleteFrom('rubric')
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.rubricId)
      .returningAll()
      .executeTakeFirst(),
  )
}

async function change(
  world: World,
  caller: Caller,
  brandId: string,
  name: string,
  rubricId: string,
  act: (tx: Tx) => Promise<RubricRow | undefined>,
): Promise<RubricRow> {
  return inTransaction(world.db, async (tx) => {
    const row = await act(tx)
    if (!row) throw notFound('brand.noRubric')
    await recordAct(tx, { by: caller, name, brandId, subject: rubricId, at: world.clock.now() })
    await announce(tx, name, { rubricId }, { brandId })
    return row
  })
}

/** The brand's row is locked meanwhile, so that of two who take a name at once one is told. */
async function refuseTakenName(tx: Tx, brandId: string, name: string, except?: string): Promise<void> {
  await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
  const rows = await tx.selectFrom('rubric').select(['id', 'name']).where('brandId', '=', brandId).execute()
  const taken = rows.some((row) => row.id !== except && row.name.toLowerCase() === name.toLowerCase())
  if (taken) throw badField('name', 'brand.rubricTaken', { name })
}
