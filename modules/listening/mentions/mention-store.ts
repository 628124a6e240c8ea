import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { notFound } from '../../../kernel/failure.ts'
import { type MentionRow, mentionColumns } from './kept-mention.ts'

/** Those of the brand that are there, newest first. */
export async function mentionsOf(db: DbOrTx, brandId: string, ids: string[]): Promise<MentionRow[]> {
  const { rows } = await sql<MentionRow>`
    select ${mentionColumns} from mention_key k join mention m on m.at = k.at and m.id = k.mention_id
     where k.mention_id = any(${ids}::text[]) and k.brand_id = ${brandId} and m.brand_id = ${brandId}
     order by m.at desc, m.id desc`.execute(db)
  return rows
}

/** Throws 404 where the brand has no such mention. */
export async function mentionOf(db: DbOrTx, of: { brandId: string; mentionId: string }): Promise<MentionRow> {
  const [row] = await mentionsOf(db, of.brandId, [of.mentionId])
  if (!row) throw notFound('listening.noMention')
  return row
}

/**
 * Held until the transaction ends, in the order of their keys, so that two who change many do not wait for each other in a
 * circle. Throws 404 unless all are there.
 */
export async function heldMentions(tx: Tx, brandId: string, given: string[]): Promise<MentionRow[]> {
  const ids = [...new Set(given)]
  const { rows } = await sql<MentionRow>`
    select ${mentionColumns} from mention_key k join mention m on m.at = k.at and m.id = k.mention_id
     where k.mention_id = any(${ids}::text[]) and k.brand_id = ${brandId} and m.brand_id = ${brandId}
     order by m.at, m.id for update of m`.execute(tx)
  if (rows.length < ids.length) throw notFound('listening.noMention')
  return rows
}
