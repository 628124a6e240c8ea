import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { accountIdsOf } from '../brand/index.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { ReplaceServiceLevels } from './api.ts'
import type { ServiceLevelTable } from './tables.ts'

export type LevelRow = Selectable<ServiceLevelTable>

/** In the order in which they are tried. */
export const levelsOf = (db: DbOrTx, brandId: string): Promise<LevelRow[]> =>
  db.selectFrom('serviceLevel').selectAll().where('brandId', '=', brandId).orderBy('place').execute()

/** All at once, in their order. Throws at the field for an account of another brand, and for a level that promises nothing. */
export async function replaceLevels(
  world: World,
  caller: Caller,
  brandId: string,
  levels: z.output<typeof ReplaceServiceLevels>['levels'],
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const accounts = await accountIdsOf(tx, brandId)
    const fields = levels.flatMap((level, at): FieldProblem[] => [
      ...level.accountIds.flatMap((id, n) =>
        accounts.has(id) ? [] : [{ path: `levels.${at}.accountIds.${n}`, code: 'brand.noAccount' }],
      ),
      ...((level.firstMinutes ?? level.nextMinutes ?? level.resolutionMinutes)
        ? []
        : [{ path: `levels.${at}.firstMinutes`, code: 'support.promisesNothing' }]),
    ])
    if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
    const known = new Set((await levelsOf(tx, brandId)).map((one) => one.id))
    await tx.deleteFrom('serviceLevel').where('brandId', '=', brandId).execute()
    const now = world.clock.now()
    const rows = levels.map(({ id, ...level }, place) => ({
      ...level,
      ...{ id: id && known.has(id) ? id : newId(now), brandId, place },
    }))
    if (rows.length) await tx.insertInto('serviceLevel').values(rows).execute()
    await recordAct(tx, { by: caller, name: 'levels.replaced', brandId, details: { levels: rows.length }, at: now })
    await announce(tx, 'service.settings-changed', {}, { brandId })
  })
}
