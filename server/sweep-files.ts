import { sql } from 'kysely'
import type { Db } from '../kernel/db/tables.ts'
import type { Job } from '../kernel/jobs.ts'
import type { World } from '../kernel/world.ts'

const leftForMs = 7 * 24 * 3600_000
const atOnce = 5_000

/** Removes what an upload left whose process was killed before it was kept: files a week old that no row names. */
export const sweepFilesJob: Job = {
  name: 'kernel.sweepFiles',
  everyMs: 24 * 3600_000,
  handle: async (world) => void (await sweepFiles(world)),
}

export async function sweepFiles({ db, files, clock, log }: World): Promise<number> {
  const began = await beginOf(db)
  if (!began) return 0
  const before = new Date(clock.now().getTime() - leftForMs)
  const old: string[] = []
  // What is older than the desk belongs to another one, whose database somebody may still go back to.
  for await (const { key, storedAt } of files.list()) if (storedAt > began && storedAt < before) old.push(key)
  let removed = 0
  for (let start = 0; start < old.length; start += atOnce) {
    const orphans = await unnamed(db, old.slice(start, start + atOnce))
    for (const key of orphans) await files.remove(key)
    removed += orphans.length
  }
  if (removed) log.info({ removed }, 'files that nothing names were removed')
  return removed
}

async function beginOf(db: Db): Promise<Date | undefined> {
  return (await db.selectFrom('workspace').select('createdAt').orderBy('createdAt').limit(1).executeTakeFirst())
    ?.createdAt
}

/** Every room that keeps files names them in a column that ends in `file_key` or `thumbnail_key`. */
async function unnamed(db: Db, keys: string[]): Promise<string[]> {
  const { rows: columns } = await sql<{ tableName: string; columnName: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and column_name ~ '(^|_)(file|thumbnail)_key$'`.execute(db)
  if (!columns.length) throw new Error('no table names a file')
  const named = columns.map(
    ({ tableName, columnName }) =>
      sql`not exists (select from ${sql.table(tableName)} where ${sql.ref(columnName)} = one.key)`,
  )
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[]) as one (key) where ${sql.join(named, sql` and `)}`.execute(db)
  return rows.map((row) => row.key)
}
