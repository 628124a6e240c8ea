import { type Selectable, sql } from 'kysely'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { notFound } from '../../../kernel/failure.ts'
import type { ListeningTopicTable } from '../tables.ts'

export type TopicRow = Selectable<ListeningTopicTable>

/** In their order. */
export const topicsOf = (db: DbOrTx, brandId: string): Promise<TopicRow[]> =>
  db
    .selectFrom('listeningTopic')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .orderBy('place')
    .orderBy('id')
    .execute()

/** Throws 404 for one of another brand, and for one that was deleted. */
export async function topicOf(db: DbOrTx, brandId: string, topicId: string): Promise<TopicRow> {
  const row = await db
    .selectFrom('listeningTopic')
    .selectAll()
    .where('id', '=', topicId)
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('listening.noTopic')
  return row
}

/** Whoever makes or orders topics and queries of the brand waits until the one before has done so. */
export async function takeTurn(tx: Tx, brandId: string): Promise<void> {
  await tx.selectFrom('brand').select('id').where('id', '=', brandId).forNoKeyUpdate().execute()
}

export async function placeTopics(tx: Tx, topicIds: string[]): Promise<void> {
  const given = JSON.stringify(topicIds.map((id, place) => ({ id, place })))
  await sql`
    update listening_topic set place = given.place
      from jsonb_to_recordset(${given}::jsonb) as given (id text, place integer)
     where listening_topic.id = given.id`.execute(tx)
}
