import type { DbOrTx } from '../../kernel/db/tables.ts'
import { type StopWords, untouched } from './word-packs.ts'

/** Every language, those a brand never touched as their pack is. */
export async function stopWordsOf(db: DbOrTx, brandId: string): Promise<StopWords[]> {
  const rows = await db
    .selectFrom('stopWords')
    .select(['language', 'categories', 'added', 'removed'])
    .where('brandId', '=', brandId)
    .execute()
  return untouched.map((pack) => rows.find((row) => row.language === pack.language) ?? pack)
}

export async function keepStopWords(tx: DbOrTx, brandId: string, words: StopWords): Promise<void> {
  await tx
    .insertInto('stopWords')
    .values({ brandId, ...words })
    .onConflict((found) => found.columns(['brandId', 'language']).doUpdateSet({ brandId, ...words }))
    .execute()
}
