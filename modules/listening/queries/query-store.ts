import type { Selectable } from 'kysely'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { notFound } from '../../../kernel/failure.ts'
import type { ListeningQueryTable, ListeningQueryVersionTable } from '../tables.ts'

export type QueryRow = Selectable<ListeningQueryTable>
export type VersionRow = Selectable<ListeningQueryVersionTable>

/** Oldest first. */
export const queriesOf = (db: DbOrTx, brandId: string): Promise<QueryRow[]> =>
  db
    .selectFrom('listeningQuery')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute()

/** Throws 404 for one of another brand, and for one that was deleted. */
export async function queryOf(db: DbOrTx, brandId: string, queryId: string): Promise<QueryRow> {
  const row = await asked(db, brandId, queryId).executeTakeFirst()
  if (!row) throw notFound('listening.noQuery')
  return row
}

/** As `queryOf`; nobody else changes it before the transaction is over. */
export async function lockQuery(tx: Tx, brandId: string, queryId: string): Promise<QueryRow> {
  const row = await asked(tx, brandId, queryId).forUpdate().executeTakeFirst()
  if (!row) throw notFound('listening.noQuery')
  return row
}

const asked = (db: DbOrTx, brandId: string, queryId: string) =>
  db
    .selectFrom('listeningQuery')
    .selectAll()
    .where('id', '=', queryId)
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)

export async function keepVersion(tx: Tx, row: QueryRow): Promise<void> {
  const { version, name, text, languages } = row
  await tx
    .insertInto('listeningQueryVersion')
    .values({ queryId: row.id, version, name, text, languages, at: row.changedAt, by: row.changedBy })
    .execute()
}

/** The newest first. */
export const versionsOf = (db: DbOrTx, queryId: string): Promise<VersionRow[]> =>
  db
    .selectFrom('listeningQueryVersion')
    .selectAll()
    .where('queryId', '=', queryId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()

export async function versionOf(db: DbOrTx, queryId: string, version: number): Promise<VersionRow> {
  const row = await db
    .selectFrom('listeningQueryVersion')
    .selectAll()
    .where('queryId', '=', queryId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw notFound('listening.noVersion')
  return row
}

/** How many mentions each found since a moment. */
export async function hitsSince(db: DbOrTx, queryIds: string[], since: Date): Promise<Map<string, number>> {
  if (queryIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('mentionHit')
    .select((is) => ['queryId', is.fn.countAll<number>().as('count')])
    .where('queryId', 'in', queryIds)
    .where('at', '>=', since)
    .groupBy('queryId')
    .execute()
  return new Map(rows.map((row) => [row.queryId, Number(row.count)]))
}
