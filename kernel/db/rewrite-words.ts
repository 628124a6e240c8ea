import { type RawBuilder, sql } from 'kysely'
import { storableJson } from '../storable.ts'
import type { Tables, Tx } from './tables.ts'

const atOnce = 500

/**
 * Says anew every text that stands in these columns (of text, of lists of texts, or anywhere within JSON, but not its keys) of
 * the rows that `where` chooses. Rows that read the same are not touched. `key` tells rows apart where there is no id.
 */
export async function rewriteWords(
  tx: Tx,
  of: { table: keyof Tables & string; columns: string[]; where: RawBuilder<unknown>; key?: RawBuilder<string> },
  rewrite: (text: string) => string,
): Promise<void> {
  const { key = sql<string>`id` } = of
  const table = sql.table(of.table)
  const taken = sql.join(of.columns.flatMap((column) => [sql.lit(column), sql.ref(column)]))
  const set = sql.join(of.columns.map((column) => sql`${sql.ref(column)} = anew.${sql.ref(column)}`))
  let after = ''
  for (let isMore = true; isMore; ) {
    const { rows } = await sql<{ key: string; words: unknown }>`
      select ${key} as key, jsonb_build_object(${taken}) as words from ${table}
       where (${of.where}) and ${key} > ${after} order by ${key} limit ${atOnce}`.execute(tx)
    for (const row of rows) {
      const anew = storableJson(everyText(row.words, rewrite))
      if (anew === JSON.stringify(row.words)) continue
      await sql`update ${table} set ${set} from jsonb_populate_record(null::${table}, ${anew}::jsonb) as anew
        where ${keyIn(of)} = ${row.key}`.execute(tx)
    }
    after = rows.at(-1)?.key ?? after
    isMore = rows.length === atOnce
  }
}

/** `id` alone would mean either row. */
const keyIn = ({ table, key }: { table: string; key?: RawBuilder<string> }) => key ?? sql`${sql.table(table)}.id`

export function everyText<T>(value: T, rewrite: (text: string) => string): T
export function everyText(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === 'string') return rewrite(value)
  if (Array.isArray(value)) return value.map((one) => everyText(one, rewrite))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, rewrite)]))
}
