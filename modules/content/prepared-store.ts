import { type Selectable, sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { MediaFacts } from '../../networks/compose.ts'
import type { PreparedFileTable, Problem } from './tables.ts'

export type PreparedRow = Selectable<PreparedFileTable>

export const preparedRow = (db: DbOrTx, id: string): Promise<PreparedRow | undefined> =>
  db.selectFrom('preparedFile').selectAll().where('id', '=', id).executeTakeFirst()

export const preparedRows = (db: DbOrTx, ids: string[]): Promise<PreparedRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.selectFrom('preparedFile').selectAll().where('id', 'in', ids).execute()

type Begun = { id: string; brandId: string; mediaId: string; now: Date; keptUntil: Date; abandonedBefore: Date }

/** Is it ours to make? Not while another makes it and says so. */
export async function beganMaking(db: DbOrTx, begun: Begun): Promise<boolean> {
  const { id, brandId, mediaId, now, keptUntil, abandonedBefore } = begun
  const { rows } = await sql<{ id: string }>`
    insert into prepared_file as p (id, brand_id, media_id, state, changed_at, kept_until)
    values (${id}, ${brandId}, ${mediaId}, 'making', ${now}::timestamptz, ${keptUntil}::timestamptz)
    on conflict (id) do update set state = 'making', share = 0, problem = null, changed_at = excluded.changed_at,
      kept_until = excluded.kept_until
    where p.state = 'failed' or (p.state = 'making' and p.changed_at < ${abandonedBefore}::timestamptz)
    returning id`.execute(db)
  return rows.length > 0
}

export const noteShare = (db: DbOrTx, id: string, share: number, now: Date) =>
  db
    .updateTable('preparedFile')
    .set({ share, changedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'making')
    .execute()

type Ready = { fileKey: string | null; facts: Partial<MediaFacts> | null; now: Date }

export const noteReady = (db: DbOrTx, id: string, { fileKey, facts, now }: Ready) =>
  db
    .updateTable('preparedFile')
    .set({ state: 'ready', share: 1, fileKey, facts: facts && JSON.stringify(facts), changedAt: now })
    .where('id', '=', id)
    .execute()

export const noteFailed = (db: DbOrTx, id: string, problem: Problem | null, now: Date) =>
  db
    .updateTable('preparedFile')
    .set({ state: 'failed', problem: problem && JSON.stringify(problem), changedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'making')
    .execute()

/** A file that is only fetched from here for a while, such as a picture made to fit. */
export const keepFetched = (
  db: DbOrTx,
  { id, brandId, mediaId, fileKey, now, keptUntil }: Omit<Begun, 'abandonedBefore'> & { fileKey: string },
) =>
  db
    .insertInto('preparedFile')
    .values({
      id,
      brandId,
      mediaId,
      state: 'ready',
      share: 1,
      fileKey,
      facts: null,
      problem: null,
      changedAt: now,
      keptUntil,
    })
    .execute()

/** Never shorter than it was. */
export const keepPrepared = (db: DbOrTx, id: string, until: Date) =>
  db
    .updateTable('preparedFile')
    .set({ keptUntil: sql`greatest(kept_until, ${until}::timestamptz)` })
    .where('id', '=', id)
    .execute()

export const keepPreparedFile = (db: DbOrTx, fileKey: string, until: Date) =>
  db
    .updateTable('preparedFile')
    .set({ keptUntil: sql`greatest(kept_until, ${until}::timestamptz)` })
    .where('fileKey', '=', fileKey)
    .execute()

export const preparedThatEnded = (db: DbOrTx, now: Date, limit: number) =>
  db.selectFrom('preparedFile').select(['id', 'fileKey']).where('keptUntil', '<', now).limit(limit).execute()

export const forgetPrepared = (db: DbOrTx, id: string) => db.deleteFrom('preparedFile').where('id', '=', id).execute()
