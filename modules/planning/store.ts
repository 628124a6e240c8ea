import { type Selectable, sql } from 'kysely'
import type { Pool } from 'pg'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { Calendar, CalendarEntry, CalendarGroup } from './api.ts'
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

/** As much of a title as a calendar can show. */
const titleLength = 80

/** The filter names its values by place: brands, from, to, accounts, rubrics. */
const onCalendar = `deleted_at is null and brand_id = any($1) and plan_at >= $2 and plan_at < $3
  and ($4::text[] is null or account_ids && $4) and ($5::text[] is null or rubric_id = any($5))`

const postsQuery = `
  select id, brand_id || ' ' || plan_zone || ' ' || array_to_string(account_ids, ' '), extract(epoch from plan_at)::float8,
         left(case when title = '' then excerpt else title end, ${titleLength}), rubric_id, stage, thumbnail_media_id,
         nullif(jsonb_array_length(body->'parts'), 1), case when recurring_id is not null then true end
  from post where ${onCalendar} order by plan_at, id limit $6`

const statesQuery = `
  select post_id, min(array_position($6::text[], state))
  from publication where post_id in (select id from post where ${onCalendar}) group by post_id`

type Seen = Omit<z.infer<typeof Calendar>, 'truncated'>
type Entry = z.infer<typeof CalendarEntry>
/** By place, which is cheaper to read than by name, in the order of the query. */
type CalendarRow = [
  id: string,
  shared: string,
  at: number,
  title: string,
  rubricId: string | null,
  stage: Entry['stage'],
  thumbnailMediaId: string | null,
  parts: number | null,
  recurring: true | null,
]

/** With a wish for states, which are known only afterwards, at most so many posts are looked at. */
const mostLookedAt = 200_000

/**
 * What stands on the calendar of these brands, in order. At most `most` and one more, so that the caller sees the cut.
 * Posts and the states of their publications are asked for at the same time: joining ten thousand costs more than both.
 * The statements have no names: planned once for any brand and month, they take seconds where thousands of posts stand.
 */
export async function calendarEntries(pool: Pool, wish: CalendarWish): Promise<Seen> {
  const filter = [wish.brandIds, wish.from, wish.to, wish.accountIds ?? null, wish.rubricIds ?? null]
  const most = wish.states ? mostLookedAt : wish.most + 1
  const ask = { rowMode: 'array' } as const
  const [posts, states] = await Promise.all([
    pool.query<CalendarRow>({ ...ask, text: postsQuery, values: [...filter, most] }),
    pool.query<[string, number]>({ ...ask, text: statesQuery, values: [...filter, severity] }),
  ])
  const stateOf = new Map(states.rows)
  const groups = new Map<string, number>()
  const entries: Entry[] = []
  for (const row of posts.rows) {
    const state = seen(severity[(stateOf.get(row[0]) ?? 0) - 1] ?? 'draft')
    if (wish.states && !wish.states.includes(state)) continue
    const group = groups.get(row[1]) ?? groups.size
    groups.set(row[1], group)
    entries.push(entryOf(row, group, state))
    if (entries.length > wish.most) break
  }
  return { groups: [...groups.keys()].map(groupOf), entries }
}

const seen = (state: string) => (state === 'removing' ? 'published' : state) as Entry['state']

function groupOf(shared: string): z.infer<typeof CalendarGroup> {
  const [brandId = '', zone = '', ...accountIds] = shared.split(' ').filter(Boolean)
  return { brandId, zone, accountIds }
}

function entryOf(row: CalendarRow, group: number, state: Entry['state']): Entry {
  const [postId, , at, title, rubricId, stage, thumbnailMediaId, parts, recurring] = row
  const entry: Entry = { postId, group, at: new Date(Math.round(at * 1000)).toISOString(), title, stage, state }
  if (rubricId !== null) entry.rubricId = rubricId
  if (thumbnailMediaId !== null) entry.thumbnailMediaId = thumbnailMediaId
  if (parts !== null) entry.parts = parts
  if (recurring !== null) entry.recurring = true
  return entry
}

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
