import type { DbOrTx } from '../../../kernel/db/tables.ts'

export async function brandName(db: DbOrTx, brandId: string): Promise<string> {
  const row = await db.selectFrom('brand').select('name').where('id', '=', brandId).executeTakeFirst()
  return row?.name ?? ''
}
