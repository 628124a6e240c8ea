import type { DbOrTx } from '../../kernel/db/tables.ts'

export async function zoneOf(db: DbOrTx, brandId: string): Promise<string> {
  return (await db.selectFrom('brand').select('zone').where('id', '=', brandId).executeTakeFirstOrThrow()).zone
}
