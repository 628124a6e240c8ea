import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import { storableJson } from '../../../kernel/storable.ts'
import type { Found } from './judge.ts'

/** A mention that nobody kept before. */
export type Fresh = { id: string; brandId: string; at: Date; found: Found }

/** Rows as a table of these columns. */
export const recordset = (rows: unknown[], columns: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${storableJson(rows)}::jsonb) as given (${sql.raw(columns)})`

export const hitsOf = ({ id, at }: { id: string; at: Date }, { queries, ear }: Found) =>
  queries.map((query) => ({ query_id: query.id, at, mention_id: id, brand_id: ear.brandId, version: query.version }))

export async function insertHits(tx: Tx, hits: ReturnType<typeof hitsOf>): Promise<void> {
  if (hits.length === 0) return
  await sql`
    insert into mention_hit (query_id, at, mention_id, brand_id, version)
    select query_id, at, mention_id, brand_id, version
      from ${recordset(hits, 'query_id text, at timestamptz, mention_id text, brand_id text, version integer')}
    on conflict do nothing`.execute(tx)
}
