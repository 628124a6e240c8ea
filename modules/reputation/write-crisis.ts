import type { Selectable } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { againOnDeadlock } from '../publishing/index.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { CrisisTable } from './tables.ts'

export type CrisisRow = Selectable<CrisisTable>
export type OfCrisis = { brandId: string; crisisId: string }

/** Throws 404 `reputation.noCrisis`. */
export async function crisisRow(db: DbOrTx, { brandId, crisisId }: OfCrisis, held = false): Promise<CrisisRow> {
  const query = db.selectFrom('crisis').selectAll().where('brandId', '=', brandId).where('id', '=', crisisId)
  const row = await (held ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw notFound('reputation.noCrisis')
  return row
}

/** One write to a crisis that stands; 409 when it has ended. */
export const writeCrisis = (
  world: World,
  of: OfCrisis,
  act: (tx: Tx, row: CrisisRow, now: Date) => Promise<void>,
): Promise<void> =>
  againOnDeadlock(() =>
    inTransaction(world.db, async (tx) => {
      const row = await crisisRow(tx, of, true)
      if (row.endedAt) throw conflict('reputation.crisisEnded')
      await act(tx, row, world.clock.now())
    }),
  )

type Told = OfCrisis & { by: Caller | null; at: Date }

/** `kind` is a past fact of the crisis, such as `begun`. */
export async function tellCrisis(tx: Tx, { brandId, crisisId, by, at }: Told, kind: string, payload: JsonObject = {}) {
  await tx
    .insertInto('crisisLine')
    .values({ id: newId(at), crisisId, at, kind, by: by?.userId ?? null, payload: storableJson(payload) })
    .execute()
  if (by) {
    const { reason, ending } = await crisisRow(tx, { brandId, crisisId })
    const details = { ...payload, name: reason, ...(ending !== null && { ending }) }
    await recordAct(tx, { by, name: `crisis.${kind}`, brandId, subject: crisisId, details, at })
  }
  await announce(tx, 'crisis.changed', { crisisId }, { brandId })
}
