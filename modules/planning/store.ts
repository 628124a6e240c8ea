import { type Selectable, sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { PlanImportRowTable, PlanImportTable, RecurringTable } from './tables.ts'

export type ImportRecord = Selectable<PlanImportTable>
export type ImportRowRecord = Selectable<PlanImportRowTable>
export type RecurringRow = Selectable<RecurringTable>

export async function plannedBetween(db: DbOrTx, brandIds: string[], from: Date, to: Date) {
  if (brandIds.length === 0) return []
  const rows = await db
    .selectFrom('post')
    .select(['id as postId', 'brandId', 'planAt as at', 'accountIds'])
    .where('brandId', 'in', brandIds)
    .where('deletedAt', 'is', null)
    .where('planAt', '>=', from)
    .where('planAt', '<', to)
    .orderBy('planAt')
    .limit(20_000)
    .execute()
  return rows.flatMap(({ at, ...row }) => (at ? [{ ...row, at }] : []))
}

/** Whoever chooses a slot for the brand waits until the one before has taken theirs. */
export async function takeTurnInQueue(tx: Tx, brandId: string): Promise<void> {
  await tx.selectFrom('brand').select('id').where('id', '=', brandId).forNoKeyUpdate().execute()
}

export async function filesByName(db: DbOrTx, brandId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('media')
    .select(['id', 'fileName'])
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.fileName.toLowerCase(), row.id]))
}

export async function importOf(db: DbOrTx, brandId: string, importId: string): Promise<ImportRecord> {
  const row = await db
    .selectFrom('planImport')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!row) throw notFound('planning.importNotFound')
  return row
}

/** Held until the transaction ends: an import is applied once, however often it is asked for. */
export async function importToChange(tx: Tx, brandId: string, importId: string): Promise<ImportRecord> {
  await tx
    .selectFrom('planImport')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', '=', importId)
    .forUpdate()
    .execute()
  return importOf(tx, brandId, importId)
}

const atOnce = 1000

export async function writeImportRows(
  tx: Tx,
  importId: string,
  rows: Omit<ImportRowRecord, 'importId' | 'postId'>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    await tx
      .insertInto('planImportRow')
      .values(
        some.map((row) => ({
          ...{ importId, row: row.row, verdict: row.verdict, postId: null },
          ...{ cells: JSON.stringify(row.cells), understood: JSON.stringify(row.understood) },
        })),
      )
      .onConflict((clash) =>
        clash.columns(['importId', 'row']).doUpdateSet((eb) => ({
          understood: eb.ref('excluded.understood'),
          verdict: eb.ref('excluded.verdict'),
        })),
      )
      .execute()
  }
}

export function importRows(
  db: DbOrTx,
  importId: string,
  wish: { after?: number; verdict?: ImportRowRecord['verdict']; limit?: number } = {},
) {
  let found = db.selectFrom('planImportRow').selectAll().where('importId', '=', importId)
  if (wish.after !== undefined) found = found.where('row', '>', wish.after)
  if (wish.verdict) found = found.where('verdict', '=', wish.verdict)
  if (wish.limit) found = found.limit(wish.limit)
  return found.orderBy('row').execute()
}

export async function verdictCounts(db: DbOrTx, importId: string) {
  return db
    .selectFrom('planImportRow')
    .select([
      sql<number>`count(*)`.as('rows'),
      sql<number>`count(*) filter (where verdict = 'good')`.as('good'),
      sql<number>`count(*) filter (where verdict = 'warned')`.as('warned'),
      sql<number>`count(*) filter (where verdict = 'bad')`.as('bad'),
      sql<number>`count(post_id)`.as('applied'),
    ])
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
}

export async function tellPostsOfRows(
  tx: Tx,
  importId: string,
  made: { row: number; postId: string }[],
): Promise<void> {
  if (made.length === 0) return
  await sql`update plan_import_row r set post_id = m.post_id
    from unnest(${made.map((one) => one.row)}::int[], ${made.map((one) => one.postId)}::text[]) as m (row, post_id)
    where r.import_id = ${importId} and r.row = m.row`.execute(tx)
}

export async function recurringOf(db: DbOrTx, brandId: string, id: string): Promise<RecurringRow> {
  const row = await db
    .selectFrom('recurring')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('planning.recurringNotFound')
  return row
}

/** The same, held until the transaction ends: nothing is made by a rule that is just being changed. */
export async function recurringToChange(tx: Tx, brandId: string, id: string): Promise<RecurringRow> {
  await tx
    .selectFrom('recurring')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return recurringOf(tx, brandId, id)
}

/** As it stands, and stays until the transaction ends; undefined once it has ended. */
export const recurringHeld = (tx: Tx, id: string): Promise<RecurringRow | undefined> =>
  tx.selectFrom('recurring').selectAll().where('id', '=', id).forShare().executeTakeFirst()

export const recurringsOf = (db: DbOrTx, brandId: string) =>
  db.selectFrom('recurring').selectAll().where('brandId', '=', brandId).orderBy('id').execute()

export const runningRecurrings = (db: DbOrTx) =>
  db
    .selectFrom('recurring')
    .innerJoin('post', 'post.id', 'recurring.postId')
    .innerJoin('brand', 'brand.id', 'recurring.brandId')
    .selectAll('recurring')
    .where('recurring.paused', '=', false)
    .where('post.deletedAt', 'is', null)
    .where('brand.deletedAt', 'is', null)
    .execute()

export async function madeOccurrences(
  db: DbOrTx,
  recurringId: string,
): Promise<Map<string, { postId: string | null; skipped: boolean }>> {
  const rows = await db.selectFrom('recurringOccurrence').selectAll().where('recurringId', '=', recurringId).execute()
  return new Map(rows.map((row) => [row.wall, row]))
}

export const postsBetween = (db: DbOrTx, brandId: string, from: Date, to: Date) =>
  db
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .where('planAt', '>=', from)
    .where('planAt', '<', to)
    .orderBy('planAt')
    .orderBy('id')
    .limit(20_000)
    .execute()

/** The posts a repetition made whose moment is still to come. */
export async function comingOccurrences(db: DbOrTx, recurringId: string, now: Date) {
  return db
    .selectFrom('recurringOccurrence')
    .innerJoin('post', 'post.id', 'recurringOccurrence.postId')
    .select(['recurringOccurrence.wall', 'post.id as postId', 'post.version'])
    .where('recurringOccurrence.recurringId', '=', recurringId)
    .where('post.deletedAt', 'is', null)
    .where('post.planAt', '>', now)
    .execute()
}
