import { type Selectable, sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { Interaction } from '../../networks/contract.ts'
import type { ConversationTable, InteractionTable } from './tables.ts'

export type ConversationRow = Selectable<ConversationTable>
export type InteractionRow = Selectable<InteractionTable>

/** By its id or, of one that was joined with another since, the one it went to. Throws 404 for one of another brand. */
export async function conversationOf(db: DbOrTx, brandId: string, id: string): Promise<ConversationRow> {
  const { rows } = await sql<ConversationRow>`
    select * from conversation where brand_id = ${brandId}
       and id = (select coalesce(moved_to, id) from conversation where id = ${id} and brand_id = ${brandId})`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw notFound('inbox.noConversation')
  return row
}

export async function interactionOf(db: DbOrTx, brandId: string, id: string): Promise<InteractionRow> {
  const row = await db
    .selectFrom('interaction')
    .selectAll()
    .where('id', '=', id)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('inbox.noInteraction')
  return row
}

/** As the networks know it. */
export function asHeard(row: InteractionRow): Interaction {
  return {
    ...{
      id: row.remoteId,
      kind: row.kind,
      at: row.at,
      author: row.author,
      text: row.text,
      media: row.media,
      own: row.own,
    },
    ...(row.under ? { under: row.under } : {}),
    ...(row.replyTo === null ? {} : { replyTo: row.replyTo }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.rating === null ? {} : { rating: row.rating }),
    ...(row.edition === 1 ? { edited: true, editedAt: row.saidAt } : {}),
    ...(row.edition === 2 ? { deleted: true } : {}),
    ...(row.raw === null ? {} : { raw: row.raw as Interaction['raw'] }),
  }
}

/** What an answer to the whole conversation answers: what was said to the brand last. */
export async function lastSaid(db: DbOrTx, conversationId: string): Promise<InteractionRow | undefined> {
  return db
    .selectFrom('interaction')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('own', '=', false)
    .where('edition', '<', 2)
    .where('space', 'in', ['said', 'message', 'review'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Throws 404 unless all are of that brand. */
export async function refuseForeign(db: DbOrTx, brandId: string, ids: string[]): Promise<void> {
  const asked = [...new Set(ids)]
  const known = await db
    .selectFrom('conversation')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', 'in', asked)
    .execute()
  if (known.length < asked.length) throw notFound('inbox.noConversation')
}
