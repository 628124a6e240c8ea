import type { Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { keepHeard, type Told } from './keep.ts'

/** Keeps what was heard elsewhere as if the account had heard it. Returns its conversation; undefined where it has none. */
export async function hearInteraction(world: World, tx: Tx, told: Told): Promise<string | undefined> {
  await keepHeard(tx, [told], world.clock.now())
  const row = await tx
    .selectFrom('interaction')
    .select('conversationId')
    .where('accountId', '=', told.accountId)
    .where('space', '=', 'said')
    .where('remoteId', '=', told.what.id)
    .executeTakeFirst()
  return row?.conversationId ?? undefined
}
