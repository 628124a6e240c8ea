import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { PostRow } from './post.ts'

/** Newest change first; `after` is the key of the last line seen. */
export type PostsQuery = {
  brandId: string
  stage?: PostRow['stage']
  words?: string
  rubricId?: string
  accountId?: string
  deleted?: boolean
  after?: PostKey
  limit: number
}
export type PostKey = { changedAt: Date; id: string }

export function postsOf(db: DbOrTx, query: PostsQuery): Promise<PostRow[]> {
  let found = db.selectFrom('post').selectAll().where('brandId', '=', query.brandId)
  found = found.where('deletedAt', query.deleted ? 'is not' : 'is', null)
  if (query.stage) found = found.where('stage', '=', query.stage)
  if (query.rubricId) found = found.where('rubricId', '=', query.rubricId)
  if (query.accountId) found = found.where(sql<boolean>`${query.accountId} = any(account_ids)`)
  for (const word of wordsOf(query.words)) found = found.where('words', 'like', `%${likeEscaped(word)}%`)
  const { after } = query
  if (after) found = found.where(sql<boolean>`(changed_at, id) < (${after.changedAt}, ${after.id})`)
  return found.orderBy('changedAt', 'desc').orderBy('id', 'desc').limit(query.limit).execute()
}

export const wordsOf = (words = '') => words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
export const likeEscaped = (word: string) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Throws notFound for a post of another brand, or none. */
export async function postOf(
  db: DbOrTx,
  brandId: string,
  postId: string,
  more: { deleted?: boolean } = {},
): Promise<PostRow> {
  const row = await db
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', postId)
    .executeTakeFirst()
  if (!row || (row.deletedAt && !more.deleted)) throw notFound('content.postNotFound')
  return row
}

/** The same, held until the transaction ends, so that writers of one post take turns. */
export async function postToChange(
  tx: Tx,
  brandId: string,
  postId: string,
  more: { deleted?: boolean } = {},
): Promise<PostRow> {
  const row = await tx
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.deletedAt && !more.deleted)) throw notFound('content.postNotFound')
  return row
}

export async function writtenAt(
  db: DbOrTx,
  postId: string,
  version: number,
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('postRevision')
    .select('written')
    .where('postId', '=', postId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.written
}

export function revisionsOf(db: DbOrTx, postId: string) {
  return db
    .selectFrom('postRevision')
    .select(['version', 'at', 'by', 'fields'])
    .where('postId', '=', postId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
}

/** Those disconnected since too. */
export async function accountNames(db: DbOrTx, brandId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('brandId', '=', brandId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export type KeptRevision = { postId: string; version: number; at: Date; by: string; fields: string[]; written: object }

export async function keepRevisions(tx: Tx, revisions: KeptRevision[]): Promise<void> {
  const rows = revisions.map((revision) => ({ ...revision, written: JSON.stringify(revision.written) }))
  if (rows.length > 0) await tx.insertInto('postRevision').values(rows).execute()
}

/** Older than a day, one revision a person and ten minutes is enough; the newest of a post always stays. */
export async function thinRevisions(db: DbOrTx, now: Date): Promise<void> {
  await sql`
    delete from post_revision r using (
      select post_id, version, row_number() over (
        partition by post_id, by, floor(extract(epoch from at) / 600) order by version desc) as place,
        max(version) over (partition by post_id) as newest
      from post_revision where at < ${new Date(now.getTime() - 86_400_000)}
    ) old
    where r.post_id = old.post_id and r.version = old.version and old.place > 1 and old.version <> old.newest`.execute(
    db,
  )
}

export async function rememberMedia(tx: Tx, postId: string, mediaIds: string[]): Promise<void> {
  await tx.deleteFrom('postMedia').where('postId', '=', postId).execute()
  await addMedia(
    tx,
    mediaIds.map((mediaId) => ({ postId, mediaId })),
  )
}

/** Of settings that only look like a file's id nothing is kept. */
export async function addMedia(tx: Tx, uses: { postId: string; mediaId: string }[]): Promise<void> {
  if (uses.length === 0) return
  await sql`
    insert into post_media (post_id, media_id)
    select g."postId", g."mediaId" from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as g("postId" text, "mediaId" text)
    join media m on m.id = g."mediaId" join post p on p.id = g."postId" and p.brand_id = m.brand_id`.execute(tx)
}

/** Those removed since too: what went out with them, and what was planned before, still has them. */
export function mediaByIds(db: DbOrTx, brandId: string, ids: string[]) {
  if (ids.length === 0) return Promise.resolve([])
  return db.selectFrom('media').selectAll().where('brandId', '=', brandId).where('id', 'in', ids).execute()
}

/** Only those that the library has now: what may be planned and published anew. */
export const livingMedia = async (db: DbOrTx, brandId: string, ids: string[]) =>
  (await mediaByIds(db, brandId, ids)).filter((row) => row.deletedAt === null)

/** Which of these the library has; they cannot be removed before the transaction of who writes a post with them ends. */
export async function mediaToUse(db: DbOrTx, brandId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('media')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forKeyShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** A file to look at: of the library, or removed from it and still held by a post, which shows what it went out with. */
export async function mediaToShow(db: DbOrTx, brandId: string, mediaId: string) {
  const row = await db
    .selectFrom('media')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', mediaId)
    .where((is) =>
      is.or([
        is('deletedAt', 'is', null),
        is.exists(is.selectFrom('postMedia').select('postId').whereRef('postMedia.mediaId', '=', 'media.id')),
      ]),
    )
    .executeTakeFirst()
  if (!row) throw notFound('content.mediaNotFound')
  return row
}

export type MediaQuery = {
  brandId: string
  kind?: string
  words?: string
  tag?: string
  used?: boolean
  after?: string
  limit: number
}

/** With how many living posts use each. */
export function mediaOf(db: DbOrTx, query: MediaQuery) {
  let found = db
    .selectFrom('media')
    .selectAll('media')
    .select(usesOfMedia)
    .where('brandId', '=', query.brandId)
    .where('deletedAt', 'is', null)
  if (query.kind) found = found.where(sql<boolean>`kind = ${query.kind}`)
  if (query.tag) found = found.where(sql<boolean>`${query.tag} = any(tags)`)
  if (query.used !== undefined) found = found.where(sql<boolean>`(${usesOfMedia.expression} > 0) = ${query.used}`)
  for (const word of wordsOf(query.words))
    found = found.where(sql<boolean>`(lower(file_name || ' ' || alt) like ${`%${likeEscaped(word)}%`} or exists (
      select from unnest(tags) tag where lower(tag) like ${`%${likeEscaped(word)}%`}))`)
  if (query.after) found = found.where('id', '<', query.after)
  return found.orderBy('id', 'desc').limit(query.limit).execute()
}

const usesOfMedia = sql<number>`(select count(*) from post_media pm join post p on p.id = pm.post_id
  where pm.media_id = media.id and p.deleted_at is null)`.as('uses')

export async function mediaRow(db: DbOrTx, brandId: string, mediaId: string) {
  const row = await db
    .selectFrom('media')
    .selectAll('media')
    .select(usesOfMedia)
    .where('brandId', '=', brandId)
    .where('id', '=', mediaId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('content.mediaNotFound')
  return row
}

export function postsUsing(db: DbOrTx, mediaId: string) {
  return db
    .selectFrom('postMedia')
    .innerJoin('post', 'post.id', 'postMedia.postId')
    .select(['post.id', 'post.title', 'post.excerpt'])
    .where('postMedia.mediaId', '=', mediaId)
    .where('post.deletedAt', 'is', null)
    .limit(50)
    .execute()
}
