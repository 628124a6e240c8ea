import { type Selectable, sql } from 'kysely'
import type { Pool } from 'pg'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { CalendarEntry } from './api.ts'
import type { PlanImportRowTable, PlanImportTable, RecurringTable } from './tables.ts'

export type ImportRecord = Selectable<PlanImportTable>
export type ImportRowRecord = Selectable<PlanImportRowTable>
export type RecurringRow = Selectable<RecurringTable>

export type CalendarWish = {
  brandIds: string[]
  from: Date
  to: Date
  accountIds?: string[]
  rubricIds?: string[]
  states?: string[]
  most: number
}

/** States of a post's publications from what must be seen first to what may wait. */
const severity = [
  'unknown',
  'rejected',
  'missed',
  'sending',
  'removing',
  'planned',
  'published',
  'removed',
  'cancelled',
]

const calendarQuery = `
  with shown as (
    select id, brand_id, plan_at, plan_wall, plan_zone, case when title = '' then excerpt else title end as title,
           rubric_id, stage, array_to_string(account_ids, ' ') as account_ids, thumbnail_media_id,
           jsonb_array_length(body->'parts') as parts, recurring_id is not null as recurring
    from post
    where deleted_at is null and brand_id = any($1) and plan_at >= $2 and plan_at < $3
      and ($4::text[] is null or account_ids && $4) and ($5::text[] is null or rubric_id = any($5))
    order by plan_at, id limit $6
  ), worst as (
    select post_id, min(array_position($7::text[], state)) as place
    from publication where post_id in (select id from shown) group by post_id
  )
  select s.id as "postId", s.brand_id as "brandId", extract(epoch from s.plan_at)::float8 as at, s.plan_wall as wall,
         s.plan_zone as zone, s.title, s.rubric_id as "rubricId", s.stage, s.account_ids as "accountIds",
         coalesce(($7::text[])[w.place], 'draft') as state, s.thumbnail_media_id as "thumbnailMediaId", s.parts, s.recurring
  from shown s left join worst w on w.post_id = s.id
  order by s.plan_at, s.id`

type Entry = z.infer<typeof CalendarEntry>
/** As the database tells it cheapest: a moment in seconds, accounts in one text. */
type CalendarRow = Omit<Entry, 'at' | 'state' | 'accountIds'> & { at: number; state: string; accountIds: string }

/**
 * What stands on the calendar of these brands, in order. At most `most` and one more, so that the caller sees the cut.
 * The statement has no name: planned once for any brand and month, its join takes seconds where thousands of posts stand.
 */
export async function calendarEntries(pool: Pool, wish: CalendarWish): Promise<Entry[]> {
  const { rows } = await pool.query<CalendarRow>({
    text: calendarQuery,
    values: [
      wish.brandIds,
      wish.from,
      wish.to,
      wish.accountIds ?? null,
      wish.rubricIds ?? null,
      wish.most + 1,
      severity,
    ],
  })
  const entries = rows.map(entryOf)
  return wish.states ? entries.filter((entry) => wish.states?.includes(entry.state)) : entries
}

/** Field by field: for thousands of rows, copying what is left of an object costs more than the rest of the answer. */
const entryOf = (row: CalendarRow): Entry => ({
  postId: row.postId,
  brandId: row.brandId,
  at: new Date(Math.round(row.at * 1000)).toISOString(),
  wall: row.wall,
  zone: row.zone,
  title: row.title,
  rubricId: row.rubricId,
  stage: row.stage,
  accountIds: row.accountIds === '' ? [] : row.accountIds.split(' '),
  state: seen(row.state),
  thumbnailMediaId: row.thumbnailMediaId,
  parts: row.parts,
  recurring: row.recurring,
})

const seen = (state: string) => (state === 'removing' ? 'published' : state) as Entry['state']

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
