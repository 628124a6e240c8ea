import { type Selectable, sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Db, DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { notFound } from '../../kernel/failure.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import type { DryRunTable } from './tables.ts'

export type RunRow = Selectable<DryRunTable>
export type Progress = Pick<RunRow, 'state' | 'total' | 'judged' | 'hit' | 'hitSamples' | 'keptSamples' | 'oldestAt'>

/** Throws 404 for one of another brand. */
export async function runOf(db: DbOrTx, brandId: string, runId: string): Promise<RunRow> {
  const row = await db
    .selectFrom('dryRun')
    .selectAll()
    .where('id', '=', runId)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('rules.noRun')
  return row
}

export async function runState(db: DbOrTx, runId: string): Promise<RunRow['state'] | undefined> {
  return (await db.selectFrom('dryRun').select('state').where('id', '=', runId).executeTakeFirst())?.state
}

export async function dryRunsUnderWay(db: DbOrTx, brandId: string): Promise<number> {
  const { count } = await db
    .selectFrom('dryRun')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('brandId', '=', brandId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What was cancelled meanwhile stays so. */
export async function keepProgress(
  db: Db,
  run: Pick<RunRow, 'id' | 'brandId'>,
  progress: Partial<Progress>,
): Promise<void> {
  const { hitSamples, keptSamples, ...plain } = progress
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable('dryRun')
      .set({
        ...plain,
        ...(hitSamples ? { hitSamples: storableJson(hitSamples) } : {}),
        ...(keptSamples ? { keptSamples: storableJson(keptSamples) } : {}),
      })
      .where('id', '=', run.id)
      .where('state', '<>', 'cancelled')
      .execute()
    await announce(tx, 'dry-run.moved', { runId: run.id }, { brandId: run.brandId })
  })
}

/** The oldest of the newest so many things said. */
export async function placeOfNth(db: DbOrTx, brandId: string, n: number): Promise<{ at: Date } | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from (
      select at from interaction where brand_id = ${brandId} order by at desc, id desc limit ${n}) as newest`.execute(
    db,
  )
  const at = rows[0]?.at
  return at ? { at } : undefined
}

export async function countSaid(db: DbOrTx, brandId: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select 1 from interaction where brand_id = ${brandId} order by at desc, id desc limit ${most}) as newest`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

const keptMs = 24 * 3_600_000

/** Nobody looks at what a rule would have done yesterday. */
export async function dropOldRuns(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - keptMs)
  await world.db.deleteFrom('dryRun').where('madeAt', '<', before).execute()
}
