import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import type { MentionRow } from './kept-mention.ts'
import type { Fields } from './tables.ts'

export type Writing = { row: MentionRow; made: Fields }

/** Each mention gets what is made of it, and stands with the queries that are said to have found it. */
export async function writeFields(tx: Tx, writings: Writing[]): Promise<void> {
  for (const { row, made } of writings) {
    const { seenAt, spamAt, ...rest } = made
    const moments = {
      ...(seenAt !== undefined && { seenAt: momentOf(seenAt) }),
      ...(spamAt !== undefined && { spamAt: momentOf(spamAt) }),
    }
    await tx
      .updateTable('mention')
      .set({ ...rest, ...moments })
      .where('at', '=', row.at)
      .where('id', '=', row.id)
      .execute()
    if (made.queries) await moveHits(tx, row, made.queries)
  }
}

const momentOf = (moment: string | null) => (moment === null ? null : new Date(moment))

/** Version 0: a person said so. */
async function moveHits(tx: Tx, { id, at, brandId, queries }: MentionRow, wanted: string[]): Promise<void> {
  await sql`delete from mention_hit where at = ${at} and mention_id = ${id} and query_id = any(${queries}::text[])
    and query_id <> all(${wanted}::text[])`.execute(tx)
  await sql`
    insert into mention_hit (query_id, at, mention_id, brand_id, version)
    select query_id, ${at}::timestamptz, ${id}, ${brandId}, 0 from unnest(${wanted}::text[]) as wanted (query_id)
    on conflict do nothing`.execute(tx)
}
