import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { LabelSettings } from './api.ts'
import type { LabelTable } from './tables.ts'
import { writeForBrand } from './write-for-brand.ts'

export type LabelRow = Selectable<LabelTable>
type Settings = z.output<typeof LabelSettings>
type OfLabel = { brandId: string; labelId: string }

const most = 200

export const labelsOf = (db: DbOrTx, brandId: string): Promise<LabelRow[]> =>
  db.selectFrom('label').selectAll().where('brandId', '=', brandId).orderBy('place').orderBy('id').execute()

export async function makeLabel(world: World, caller: Caller, brandId: string, given: Settings): Promise<LabelRow> {
  return writeForBrand(world, caller, { brandId, name: 'label.made' }, async (tx, now) => {
    const there = await labelsOf(tx, brandId)
    if (there.length >= most) throw badField('name', 'support.tooManyLabels', { most })
    refuseTaken(there, given.name)
    const row = { id: newId(now), brandId, place: (there.at(-1)?.place ?? -1) + 1, ...given }
    await tx.insertInto('label').values(row).execute()
    return row
  })
}

/** Under its new name it stays on every conversation that has it. */
export async function changeLabel(
  world: World,
  caller: Caller,
  of: OfLabel,
  changes: Partial<Settings>,
): Promise<LabelRow> {
  return writeForBrand(world, caller, { ...of, name: 'label.changed', subject: of.labelId }, async (tx) => {
    const there = await labelsOf(tx, of.brandId)
    const before = labelIn(there, of.labelId)
    const row = { ...before, ...changes }
    refuseTaken(there, row.name, row.id)
    await tx.updateTable('label').set(row).where('id', '=', row.id).execute()
    if (row.name !== before.name) await renameOnConversations(tx, of.brandId, before.name, row.name)
    return row
  })
}

/** Conversations keep its word: it says what was thought of them. */
export async function removeLabel(world: World, caller: Caller, of: OfLabel): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'label.removed', subject: of.labelId }, async (tx) => {
    labelIn(await labelsOf(tx, of.brandId), of.labelId)
    await tx.deleteFrom('label').where('id', '=', of.labelId).execute()
  })
}

/** Those named stand first, in that order. */
export async function orderLabels(world: World, caller: Caller, brandId: string, ids: string[]): Promise<void> {
  await writeForBrand(world, caller, { brandId, name: 'label.ordered' }, async (tx) => {
    const there = await labelsOf(tx, brandId)
    const rank = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    for (const [place, { id }] of there.toSorted((a, b) => rank(a.id) - rank(b.id)).entries())
      await tx.updateTable('label').set({ place }).where('id', '=', id).execute()
  })
}

function labelIn(there: LabelRow[], labelId: string): LabelRow {
  const found = there.find((one) => one.id === labelId)
  if (!found) throw notFound('support.noLabel')
  return found
}

function refuseTaken(there: LabelRow[], name: string, except?: string): void {
  const isTaken = there.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())
  if (isTaken) throw badField('name', 'support.nameTaken', { name })
}

/** In its lists of service levels too. */
async function renameOnConversations(tx: Tx, brandId: string, before: string, after: string): Promise<void> {
  for (const table of ['conversation', 'service_level', 'saved_reply'] as const)
    await sql`update ${sql.table(table)} set labels = array(select distinct unnest(array_replace(labels, ${before}, ${after})))
      where brand_id = ${brandId} and ${before} = any(labels)`.execute(tx)
}
