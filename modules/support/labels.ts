import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Relabelling, relabel } from '../inbox/index.ts'
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
    if (row.name !== before.name) await rename(world, tx, { brandId: of.brandId, label: before.name, to: row.name })
    return row
  })
}

/** Conversations keep its word, which says what was thought of them, unless it is to go `everywhere`. */
export async function removeLabel(world: World, caller: Caller, of: OfLabel, everywhere: boolean): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'label.removed', subject: of.labelId }, async (tx) => {
    const { name } = labelIn(await labelsOf(tx, of.brandId), of.labelId)
    await tx.deleteFrom('label').where('id', '=', of.labelId).execute()
    if (everywhere) await relabel(tx, world.clock, { brandId: of.brandId, label: name, to: null })
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

/** Wherever else it is named, too: in service levels, saved replies, macros, and by who hears of it. */
async function rename(world: World, tx: Tx, what: Relabelling & { to: string }): Promise<void> {
  const { brandId, label, to } = what
  await relabel(tx, world.clock, what)
  for (const table of ['service_level', 'saved_reply'] as const)
    await sql`update ${sql.table(table)} set labels = array(select distinct unnest(array_replace(labels, ${label}, ${to})))
      where brand_id = ${brandId} and ${label} = any(labels)`.execute(tx)
  const macros = await tx
    .selectFrom('macro')
    .select(['id', 'acts'])
    .where('brandId', '=', brandId)
    .forUpdate()
    .execute()
  const named = (labels: string[]) => [...new Set(labels.map((one) => (one === label ? to : one)))]
  for (const { id, acts } of macros) {
    const anew = acts.map((act) =>
      act.do === 'label' ? { ...act, add: named(act.add), remove: named(act.remove) } : act,
    )
    if (JSON.stringify(anew) !== JSON.stringify(acts))
      await tx
        .updateTable('macro')
        .set({ acts: JSON.stringify(anew) })
        .where('id', '=', id)
        .execute()
  }
  await announce(tx, 'label.renamed', { label, to }, { brandId })
}
