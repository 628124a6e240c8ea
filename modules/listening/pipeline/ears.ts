import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { Ear } from './judge.ts'

/** Who listens to each of these intakes: sources that are on, of brands that are there. */
export async function earsOf(db: DbOrTx, intakeKeys: readonly string[]): Promise<Map<string, Ear[]>> {
  if (intakeKeys.length === 0) return new Map()
  const rows = await db
    .selectFrom('listeningSource as source')
    .innerJoin('brand', 'brand.id', 'source.brandId')
    .select(['source.intakeKey', 'source.id as sourceId', 'source.brandId', 'brand.workspaceId', 'takes', 'daily'])
    .where('source.intakeKey', 'in', intakeKeys)
    .where('source.deletedAt', 'is', null)
    .where('source.isOn', '=', true)
    .where('brand.deletedAt', 'is', null)
    .orderBy('source.id')
    .execute()
  const ears = new Map<string, Ear[]>()
  for (const [key, of] of Map.groupBy(rows, (row) => row.intakeKey))
    ears.set(
      key,
      of.map(({ intakeKey: _, ...ear }) => ear),
    )
  return ears
}
