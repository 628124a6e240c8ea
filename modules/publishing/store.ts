import { type NotNull, type Selectable, sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import type { Brief } from '../content/index.ts'
import type { BrandTable } from '../team/tables.ts'
import type { PublicationRow } from './rows.ts'
import type { State } from './tables.ts'

export type BrandPolicy = Pick<Selectable<BrandTable>, 'missed' | 'missedAfterMinutes'>

export async function policyOfBrand(db: DbOrTx, brandId: string): Promise<BrandPolicy> {
  return db
    .selectFrom('brand')
    .select(['missed', 'missedAfterMinutes'])
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
}

export type PublicationsQuery = {
  brandId: string
  state?: State
  accountId?: string
  /** `dueAt id` of the last one seen. */
  after?: { dueAt: Date; id: string }
  limit: number
}

/** Those of posts, the latest moment first. */
export function publicationsOf(db: DbOrTx, wanted: PublicationsQuery): Promise<PublicationRow[]> {
  let query = db
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', wanted.brandId)
    .where('postId', 'is not', null)
    .orderBy('dueAt', 'desc')
    .orderBy('id', 'desc')
    .limit(wanted.limit)
  if (wanted.state) query = query.where('state', '=', wanted.state)
  if (wanted.accountId) query = query.where('accountId', '=', wanted.accountId)
  const { after } = wanted
  if (after) query = query.where(sql<boolean>`(due_at, id) < (${after.dueAt}::timestamptz, ${after.id})`)
  return query.execute()
}

/** Throws 404 `publishing.noPublication`. */
export async function publicationRow(db: DbOrTx, brandId: string, id: string): Promise<PublicationRow> {
  const row = await db
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('publishing.noPublication')
  return row
}

export const publicationsByIds = (db: DbOrTx, ids: string[]): Promise<PublicationRow[]> =>
  db
    .selectFrom('publication')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .orderBy('dueAt')
    .orderBy('id')
    .execute()

export const linesOf = (db: DbOrTx, publicationId: string) =>
  db.selectFrom('publicationLine').selectAll().where('publicationId', '=', publicationId).orderBy('n').execute()

/** By post; cancelled ones are left out, since nothing of them is to come or was. */
export async function briefsOfPosts(db: DbOrTx, postIds: string[]): Promise<Map<string, Brief[]>> {
  const found = new Map<string, Brief[]>(postIds.map((id) => [id, []]))
  if (postIds.length === 0) return found
  const rows = await db
    .selectFrom('publication')
    .select(['id', 'postId', 'accountId', 'network', 'state', 'dueAt', 'url'])
    .where(sql<boolean>`post_id = any(${postIds}::text[])`)
    .where('state', '<>', 'cancelled')
    .orderBy('id')
    .$narrowType<{ postId: NotNull }>()
    .execute()
  for (const { postId, dueAt, ...row } of rows) found.get(postId)?.push({ ...row, dueAt: dueAt.toISOString() })
  return found
}

export type Planned = { postId: string; accountId: string; dueAt: Date }

/** By `postId accountId`: milliseconds to the nearest other post on that account, where one is nearer than `withinMs`. */
export async function nearestOthers(db: DbOrTx, planned: Planned[], withinMs: number): Promise<Map<string, number>> {
  const given = JSON.stringify(planned)
  const others = sql`select due_at from publication p where p.account_id = g."accountId" and p.post_id <> g."postId"
    and p.state in ('planned', 'sending', 'published')`
  const within = sql`${withinMs} * interval '1 millisecond'`
  const { rows } = await sql<{ postId: string; accountId: string; ms: number }>`
    select g."postId" as post_id, g."accountId" as account_id,
      min(abs(extract(epoch from near.due_at - g."dueAt")) * 1000)::double precision as ms
    from jsonb_to_recordset(${given}::jsonb) as g("postId" text, "accountId" text, "dueAt" timestamptz)
    cross join lateral (
      (${others} and p.due_at between g."dueAt" and g."dueAt" + ${within} order by p.due_at limit 1)
      union all
      (${others} and p.due_at between g."dueAt" - ${within} and g."dueAt" order by p.due_at desc limit 1)
    ) near
    group by 1, 2
    having min(abs(extract(epoch from near.due_at - g."dueAt")) * 1000) < ${withinMs}`.execute(db)
  return new Map(rows.map(({ postId, accountId, ms }) => [`${postId} ${accountId}`, ms]))
}

/**
 * How many have something before them that only a connected account can do: to be sent, or their later parts, to be brought up
 * to date, to be taken down now or when they expire.
 */
export async function publicationsAheadOf(db: DbOrTx, of: { brandId: string; accountId?: string }): Promise<number> {
  let query = db
    .selectFrom('publication')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('brandId', '=', of.brandId)
    .where((is) => is.or([is('state', 'in', ['planned', 'sending', 'removing']), is('wakeAt', 'is not', null)]))
    // An answer that only waits goes with its account.
    .where((is) => is.or([is('postId', 'is not', null), is('trying', 'is not', null)]))
  if (of.accountId) query = query.where('accountId', '=', of.accountId)
  return (await query.executeTakeFirstOrThrow()).count
}

/**
 * Brand and accounts stay until the transaction ends: neither is deleted or disconnected while something is planned there.
 * Throws 409 `publishing.changedMeanwhile` when one was just now.
 */
export async function holdGround(tx: Tx, brandId: string, accountIds: string[]): Promise<void> {
  const brand = await tx
    .selectFrom('brand')
    .select('id')
    .where('id', '=', brandId)
    .where('deletedAt', 'is', null)
    .forKeyShare()
    .execute()
  const accounts = await tx
    .selectFrom('account')
    .select('id')
    .where(sql<boolean>`id = any(${accountIds}::text[])`)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .forKeyShare()
    .execute()
  if (brand.length + accounts.length < 1 + new Set(accountIds).size) throw conflict('publishing.changedMeanwhile')
}

export const openTasks = (db: DbOrTx, brandId: string, after: string | undefined, limit: number) => {
  const query = db
    .selectFrom('handTask')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('doneAt', 'is', null)
    .orderBy('id')
    .limit(limit)
  return (after ? query.where('id', '>', after) : query).execute()
}
