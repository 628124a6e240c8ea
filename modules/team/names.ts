import type { DbOrTx } from '../../kernel/db/tables.ts'

/** The names of these people, also of those who left. */
export async function namesOf(db: DbOrTx, userIds: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('deskUser').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
