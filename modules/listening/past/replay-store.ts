import type { Selectable } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Db, DbOrTx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { notFound } from '../../../kernel/failure.ts'
import { storableJson } from '../../../kernel/storable.ts'
import type { ListeningReplayTable } from '../tables.ts'
import type { Findings } from './findings.ts'

export type Replay = Selectable<ListeningReplayTable>

/** Throws 404 for one of another brand. */
export async function replayOf(db: DbOrTx, brandId: string, replayId: string): Promise<Replay> {
  const row = await db
    .selectFrom('listeningReplay')
    .selectAll()
    .where('id', '=', replayId)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('listening.noReplay')
  return row
}

export const replayState = async (db: DbOrTx, id: string): Promise<Replay['state'] | undefined> =>
  (await db.selectFrom('listeningReplay').select('state').where('id', '=', id).executeTakeFirst())?.state

type Progress = { state: Replay['state']; total?: number } & Partial<ReturnType<Findings['told']>>

/** What was cancelled meanwhile stays so. */
export async function keepReplay(
  db: Db,
  { id, brandId }: Replay,
  { days, samples, ...plain }: Progress,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable('listeningReplay')
      .set({
        ...plain,
        ...(days && { days: JSON.stringify(days) }),
        ...(samples && { samples: storableJson(samples) }),
      })
      .where('id', '=', id)
      .where('state', '<>', 'cancelled')
      .execute()
    await announce(tx, 'listening.replay-moved', { replayId: id }, { brandId })
  })
}

export async function versionOf(db: DbOrTx, queryId: string): Promise<number> {
  const row = await db.selectFrom('listeningQuery').select('version').where('id', '=', queryId).executeTakeFirst()
  return row?.version ?? 0
}
