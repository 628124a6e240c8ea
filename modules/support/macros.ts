import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, type FieldProblem, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, peopleOf } from '../team/index.ts'
import type { MacroSettings } from './api.ts'
import { savedRepliesOf } from './saved-replies.ts'
import type { MacroTable } from './tables.ts'
import { writeForBrand } from './write-for-brand.ts'

export type MacroRow = Selectable<MacroTable>
type Settings = z.output<typeof MacroSettings>
type OfMacro = { brandId: string; macroId: string }

const most = 200

export const macrosOf = (db: DbOrTx, brandId: string): Promise<MacroRow[]> =>
  db.selectFrom('macro').selectAll().where('brandId', '=', brandId).orderBy('used', 'desc').orderBy('name').execute()

export async function makeMacro(
  world: World,
  caller: Caller,
  brandId: string,
  { name, acts }: Settings,
): Promise<MacroRow> {
  return writeForBrand(world, caller, { brandId, name: 'macro.made' }, async (tx, now) => {
    await refuseUnusable(tx, brandId, { name, acts })
    const row = { id: newId(now), brandId, name, acts: JSON.stringify(acts), changedBy: caller.userId, changedAt: now }
    return tx.insertInto('macro').values(row).returningAll().executeTakeFirstOrThrow()
  })
}

export async function changeMacro(
  world: World,
  caller: Caller,
  of: OfMacro,
  changes: Partial<Settings>,
): Promise<MacroRow> {
  return writeForBrand(world, caller, { ...of, name: 'macro.changed', subject: of.macroId }, async (tx, now) => {
    const { name, acts } = { ...(await macroOf(tx, of)), ...changes }
    await refuseUnusable(tx, of.brandId, { name, acts }, of.macroId)
    return tx
      .updateTable('macro')
      .set({ name, acts: JSON.stringify(acts), changedBy: caller.userId, changedAt: now })
      .where('id', '=', of.macroId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

export async function removeMacro(world: World, caller: Caller, of: OfMacro): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'macro.removed', subject: of.macroId }, async (tx) => {
    await macroOf(tx, of)
    await tx.deleteFrom('macro').where('id', '=', of.macroId).execute()
  })
}

export async function macroOf(db: DbOrTx, { brandId, macroId }: OfMacro): Promise<MacroRow> {
  const row = await db
    .selectFrom('macro')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', macroId)
    .executeTakeFirst()
  if (!row) throw notFound('support.noMacro')
  return row
}

export const noteMacroUsed = (tx: Tx, macroId: string) =>
  tx.updateTable('macro').set({ used: sql<number>`used + 1` }).where('id', '=', macroId).execute()

async function refuseUnusable(tx: Tx, brandId: string, { name, acts }: Settings, except?: string): Promise<void> {
  const others = (await macrosOf(tx, brandId)).filter((one) => one.id !== except)
  if (others.length >= most) throw badField('name', 'support.tooManyMacros', { most })
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw badField('name', 'support.nameTaken', { name })
  const replies = new Set((await savedRepliesOf(tx, brandId)).map((one) => one.id))
  const able = new Set(['me', 'nobody', ...(await peopleOf(tx, brandId, 'author'))])
  const fields = acts.flatMap((act, at): FieldProblem[] => {
    if (act.do === 'reply' && !replies.has(act.savedReplyId))
      return [{ path: `acts.${at}.savedReplyId`, code: 'support.noSavedReply' }]
    if (act.do === 'assign' && !able.has(act.to)) return [{ path: `acts.${at}.to`, code: 'support.notOfBrand' }]
    const isAgain = act.do !== 'note' && acts.findIndex((one) => one.do === act.do) < at
    return isAgain ? [{ path: `acts.${at}.do`, code: 'support.actTwice' }] : []
  })
  if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
}
