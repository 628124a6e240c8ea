import type { Selectable } from 'kysely'
import type { DbOrTx } from '../../../../kernel/db/tables.ts'
import { notFound } from '../../../../kernel/failure.ts'
import type { ListeningImportTable } from '../../tables.ts'

export type ImportRecord = Selectable<ListeningImportTable>

/** Throws 404. */
export async function importOf(db: DbOrTx, of: { brandId: string; importId: string }): Promise<ImportRecord> {
  const row = await db
    .selectFrom('listeningImport')
    .selectAll()
    .where('id', '=', of.importId)
    .where('brandId', '=', of.brandId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
