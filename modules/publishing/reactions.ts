import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'

/** An account is well again: its task is done, and what waited for it goes on at once. */
export async function whenAccountChanged(world: World, { payload: { accountId } }: DeskEvent): Promise<void> {
  const now = world.clock.now()
  const account = await world.db
    .selectFrom('account')
    .select(['id', 'health'])
    .where('id', '=', String(accountId))
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (account?.health !== 'connected') return
  await world.db
    .updateTable('handTask')
    .set({ doneAt: now })
    .where('accountId', '=', account.id)
    .where('kind', '=', 'reconnect')
    .where('doneAt', 'is', null)
    .execute()
  await world.db
    .updateTable('publication')
    .set({ wakeAt: now })
    .where('accountId', '=', account.id)
    .where('state', '=', 'sending')
    .where('wakeAt', '>', now)
    .execute()
}
