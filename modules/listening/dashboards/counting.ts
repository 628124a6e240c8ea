import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Db, Tx } from '../../../kernel/db/tables.ts'

/**
 * For counting over very many rows: with room to keep the groups in memory, and without walking an index for each of them,
 * which the planner takes to be few when it cannot know.
 */
export const counting = <Answer>(db: Db, count: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
  inTransaction(db, async (tx) => {
    await sql`select set_config('work_mem', '48MB', true), set_config('enable_nestloop', 'off', true)`.execute(tx)
    return count(tx)
  })
