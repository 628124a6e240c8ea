import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { recountWaits } from './recount-waits.ts'

/**
 * What belongs to a conversation goes on with the one it was joined with; who waited there waits in that one now, and of whom
 * somebody was warned, nobody is warned again.
 */
export async function followMoved(world: World, { payload: { conversationId, movedTo } }: DeskEvent): Promise<void> {
  if (typeof conversationId !== 'string' || typeof movedTo !== 'string') return
  await inTransaction(world.db, async (tx) => {
    await sql`update forward f set state = 'closed', remind_at = null where conversation_id = ${conversationId} and state = 'waiting'
      and exists (select from forward o where o.conversation_id = ${movedTo} and o.expert_id = f.expert_id and o.state = 'waiting')`.execute(
      tx,
    )
    for (const table of ['forward', 'macro_run', 'alert', 'alert_delivery'])
      await sql`update ${sql.table(table)} set conversation_id = ${movedTo} where conversation_id = ${conversationId}`.execute(
        tx,
      )
  })
  await recountWaits(world, conversationId)
  await recountWaits(world, movedTo)
}

/** Of who is erased no words stay: not in what experts were shown, nor in alerts. What experts answered is their own. */
export async function forgetPerson(world: World, { payload: { identityIds } }: DeskEvent): Promise<void> {
  const ids = Array.isArray(identityIds) ? identityIds.map(String) : []
  if (ids.length === 0) return
  await inTransaction(world.db, async (tx) => {
    await sql`update forward set excerpt = '[]' where identity_ids && ${ids}::text[]`.execute(tx)
    await sql`update alert set said = jsonb_build_object('who', '', 'excerpt', '', 'account', said -> 'account')
      where identity_id = any(${ids}::text[])`.execute(tx)
  })
}
