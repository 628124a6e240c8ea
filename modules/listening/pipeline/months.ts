import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Db } from '../../../kernel/db/tables.ts'

const firstYear = 2010
const lock = 7_425_463

/** Makes sure that mentions of these moments have a month to be kept in. */
export async function ensureMonths(db: Db, moments: readonly Date[]): Promise<void> {
  const months = [...new Set(moments.filter((at) => at.getUTCFullYear() >= firstYear).map(monthOf))]
  if (months.length === 0) return
  const { rows } = await sql<{ month: string }>`
    select month from unnest(${months}::text[]) as given (month)
     where to_regclass('mention_hit_' || month) is null`.execute(db)
  if (rows.length === 0) return
  await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${lock})`.execute(tx)
    for (const { month } of rows.toSorted((a, b) => (a.month < b.month ? -1 : 1)))
      for (const table of ['mention', 'mention_hit'])
        await sql`
          create table if not exists ${sql.raw(`${table}_${month}`)} partition of ${sql.raw(table)}
            for values from (${sql.lit(beginningOf(month, 0))}) to (${sql.lit(beginningOf(month, 1))})`.execute(tx)
  })
}

const monthOf = (at: Date) => at.toISOString().slice(0, 7).replace('-', '_')

function beginningOf(month: string, later: number): string {
  const [year = 0, number = 1] = month.split('_').map(Number)
  return new Date(Date.UTC(year, number - 1 + later, 1)).toISOString()
}
