import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'

/** What it is called in the audit trail, such as `label.made`; its first word is what others hear has changed. */
export type Written = { brandId: string; name: string; subject?: string }

/** One write of what helps a brand to answer: the brand is held meanwhile, the act recorded, and others hear of it. */
export function writeForBrand<T>(
  world: World,
  caller: Caller,
  { brandId, name, subject }: Written,
  act: (tx: Tx, now: Date) => Promise<T>,
): Promise<T> {
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const done = await act(tx, now)
    await recordAct(tx, { by: caller, name, brandId, subject, at: now })
    await announce(tx, name, {}, { brandId })
    return done
  })
}
