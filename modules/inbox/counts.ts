import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Caller } from '../team/index.ts'
import { Folder, type InboxCounts } from './api.ts'
import { all, folderOf, wishOf } from './wish.ts'

const most = 999

/** How many stand in each folder; counting stops at one more than `most`. */
export async function inboxCounts(db: DbOrTx, caller: Caller): Promise<z.input<typeof InboxCounts>> {
  const { brandIds, userId } = wishOf(caller, {})
  const counts = Folder.options.map((folder) => {
    const isIn = all([sql<boolean>`c.moved_to is null`, ...folderOf({ folder, userId })])
    return sql`(select count(*) from (
      select from conversation c where c.brand_id = any(${brandIds}::text[]) and ${isIn} limit ${most + 1}) counted) as ${sql.ref(folder)}`
  })
  const { rows } = await sql<Record<z.output<typeof Folder>, number>>`select ${sql.join(counts)}`.execute(db)
  const [folders] = rows
  if (!folders) throw new Error('counting told nothing')
  return { folders, most }
}
