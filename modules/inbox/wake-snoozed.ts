import { inTransaction } from '../../kernel/db/connect.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { tellChanged } from './facts.ts'

const atOnce = 200

/** What was put off until now comes back, unread. */
export async function wakeSnoozed(world: World): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const due = await tx
      .selectFrom('conversation')
      .select(['id', 'brandId', 'accountId'])
      .where('state', '=', 'snoozed')
      .where('snoozedUntil', '<=', now)
      .orderBy('id')
      .limit(atOnce)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const one of due) {
      const set = { state: 'open' as const, snoozedUntil: null, unread: true, changedAt: now }
      await tx.updateTable('conversation').set(set).where('id', '=', one.id).execute()
      const line = { brandId: one.brandId, conversationId: one.id, at: now, kind: 'woken', by: null, byRule: null }
      await tx
        .insertInto('conversationLine')
        .values({ id: newId(now), ...line, payload: '{}' })
        .execute()
      await tellChanged(tx, one, ['woken'])
    }
  })
}
