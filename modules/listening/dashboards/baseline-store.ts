import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { notFound } from '../../../kernel/failure.ts'
import { storableJson } from '../../../kernel/storable.ts'
import type { Dashboard } from './api.ts'

export type BaselineRow = {
  id: string
  brandId: string
  name: string
  fromAt: Date
  toAt: Date
  topics: string[]
  figures: z.input<typeof Dashboard>
  madeAt: Date
  madeBy: string | null
}

const most = 200

export async function keepBaselineRow(db: DbOrTx, row: BaselineRow): Promise<void> {
  await db
    .insertInto('listeningBaseline')
    .values({ ...row, figures: storableJson(row.figures) })
    .execute()
}

export const baselinesOf = (db: DbOrTx, brandId: string): Promise<BaselineRow[]> =>
  db
    .selectFrom('listeningBaseline')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

type Of = { brandId: string; baselineId: string }

/** Throws 404 where the brand has no such baseline. */
export async function baselineOf(db: DbOrTx, { brandId, baselineId }: Of): Promise<BaselineRow> {
  const row = await db
    .selectFrom('listeningBaseline')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', baselineId)
    .executeTakeFirst()
  if (!row) throw notFound('listening.noBaseline')
  return row
}

/** Throws 404 where the brand has no such baseline. */
export async function removeBaseline(db: DbOrTx, { brandId, baselineId }: Of): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('listeningBaseline')
    .where('brandId', '=', brandId)
    .where('id', '=', baselineId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound('listening.noBaseline')
}
