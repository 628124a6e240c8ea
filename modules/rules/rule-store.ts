import { type Selectable, sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { RuleTable } from './tables.ts'

export type RuleRow = Selectable<RuleTable>

/** In the order in which they are judged. */
export const rulesOf = (db: DbOrTx, brandId: string): Promise<RuleRow[]> =>
  db
    .selectFrom('rule')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .orderBy('place')
    .orderBy('id')
    .execute()

/** Throws 404 for one of another brand, and for one that was deleted unless those are asked for too. */
export async function ruleOf(
  db: DbOrTx,
  brandId: string,
  ruleId: string,
  also: 'deleted' | 'none' = 'none',
): Promise<RuleRow> {
  let query = db.selectFrom('rule').selectAll().where('id', '=', ruleId).where('brandId', '=', brandId)
  if (also === 'none') query = query.where('deletedAt', 'is', null)
  const row = await query.executeTakeFirst()
  if (!row) throw notFound('rules.noRule')
  return row
}

export async function keepVersion(tx: Tx, row: RuleRow): Promise<void> {
  await tx
    .insertInto('ruleVersion')
    .values({
      ...{ ruleId: row.id, version: row.version, name: row.name, at: row.changedAt, by: row.changedBy },
      ...{ match: JSON.stringify(row.match), actions: JSON.stringify(row.actions) },
    })
    .execute()
}

export const versionsOf = (db: DbOrTx, ruleId: string) =>
  db.selectFrom('ruleVersion').selectAll().where('ruleId', '=', ruleId).orderBy('version', 'desc').limit(200).execute()

type HitCount = { ruleId: string; hits: number; undone: number; lastHitAt: Date }

export async function hitCounts(db: DbOrTx, ruleIds: string[]): Promise<Map<string, HitCount>> {
  if (ruleIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('ruleHit')
    .select((is) => [
      'ruleId',
      is.fn.countAll<number>().as('hits'),
      is.fn.count<number>('undoneAt').as('undone'),
      sql<Date>`max(at)`.as('lastHitAt'),
    ])
    .where('ruleId', 'in', ruleIds)
    .groupBy('ruleId')
    .execute()
  return new Map(rows.map((row) => [row.ruleId, { ...row, hits: Number(row.hits), undone: Number(row.undone) }]))
}

export async function placeRules(tx: Tx, ruleIds: string[]): Promise<void> {
  const given = JSON.stringify(ruleIds.map((id, place) => ({ id, place })))
  await sql`
    update rule set place = given.place
      from jsonb_to_recordset(${given}::jsonb) as given (id text, place integer) where rule.id = given.id`.execute(tx)
}
