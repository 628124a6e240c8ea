import { inTransaction } from '../../kernel/db/connect.ts'
import { announceAll } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { holdAccounts } from './keep.ts'
import { placeHeard } from './place.ts'
import { unplacedOf } from './write-heard.ts'

const atOnce = 500

/** What was heard before there were conversations is put into them; nothing of it is news. */
export async function placeUnplaced(world: World): Promise<void> {
  const waiting = await world.db
    .selectFrom('interaction')
    .select('accountId')
    .where('placed', '=', false)
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return
  await inTransaction(world.db, async (tx) => {
    await holdAccounts(tx, [waiting.accountId])
    const rows = await unplacedOf(tx, waiting.accountId, atOnce)
    const facts = await placeHeard(tx, rows, world.clock.now())
    await announceAll(tx, facts)
  })
}
