import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { announceAll } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import type { Join, Missing, Placed } from './place.ts'

/**
 * Makes one conversation of several: the oldest stays, with the key it now has. What was done with the others goes over to it,
 * and their addresses lead to it.
 */
export async function joinConversations(tx: Tx, joins: Join[], now: Date): Promise<void> {
  for (const join of joins) {
    if (join.otherIds.length > 0) await takeOver(tx, join, now)
    await tx.updateTable('conversation').set({ key: join.key, changedAt: now }).where('id', '=', join.keptId).execute()
  }
}

async function takeOver(tx: Tx, { keptId, otherIds }: Join, now: Date): Promise<void> {
  const ids = [keptId, ...otherIds].sort()
  await tx.selectFrom('conversation').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
  await sql`
    update conversation kept set
      labels = (select coalesce(array_agg(distinct label), '{}') from conversation c, unnest(c.labels) label where c.id = any(${ids})),
      assignee_id = coalesce(kept.assignee_id, (select assignee_id from conversation c
        where c.id = any(${otherIds}) and assignee_id is not null order by id limit 1)),
      unread = (select bool_or(unread) from conversation c where c.id = any(${ids})),
      priority = (select max(priority) from conversation c where c.id = any(${ids})),
      state = case when exists (select from conversation c where c.id = any(${ids}) and state = 'open') then 'open' else kept.state end,
      tone = coalesce(kept.tone, (select tone from conversation c where c.id = any(${otherIds}) and tone is not null order by id limit 1))
    where kept.id = ${keptId}`.execute(tx)
  const others = sql`conversation_id = any(${otherIds})`
  for (const table of ['interaction', 'conversation_line', 'conversation_note', 'reply'])
    await sql`update ${sql.table(table)} set conversation_id = ${keptId} where ${others}`.execute(tx)
  await sql`
    insert into reply_draft (user_id, conversation_id, text, media_ids, template, saved_at)
    select distinct on (user_id) user_id, ${keptId}, text, media_ids, template, saved_at
      from reply_draft where ${others} order by user_id, saved_at desc on conflict do nothing`.execute(tx)
  await sql`update conversation set moved_to = ${keptId}, key = 'moved:' || id, changed_at = ${now}, unread = false
    where id = any(${otherIds}) or moved_to = any(${otherIds})`.execute(tx)
  await tellMoved(tx, otherIds, keptId, now)
}

async function tellMoved(tx: Tx, fromIds: string[], toId: string, now: Date): Promise<void> {
  const { brandId } = await tx
    .selectFrom('conversation')
    .select('brandId')
    .where('id', '=', toId)
    .executeTakeFirstOrThrow()
  const line = { brandId, conversationId: toId, at: now, kind: 'joined', by: null, byRule: null }
  await tx
    .insertInto('conversationLine')
    .values({ id: newId(now), ...line, payload: JSON.stringify({ count: fromIds.length }) })
    .execute()
  await announceAll(
    tx,
    fromIds.map((from) => ({
      type: 'conversation.moved',
      payload: { conversationId: from, movedTo: toId },
      scope: { brandId },
    })),
  )
}

/** What was taken for a conversation of its own until more was told leads to where all of it went. */
export async function emptied(tx: Tx, left: Placed[], now: Date): Promise<void> {
  for (const { before, conversationId } of left)
    if (before && conversationId)
      await sql`
        update conversation c set moved_to = ${conversationId}, key = 'moved:' || id, changed_at = ${now}, unread = false
         where c.id = ${before} and c.moved_to is null
           and not exists (select from interaction i where i.conversation_id = c.id)`.execute(tx)
}

/** By account and key. What else there is to know of them is summarised from what was said. */
export async function makeConversations(tx: Tx, missing: Missing[], now: Date): Promise<Map<string, string>> {
  if (missing.length === 0) return new Map()
  const given = missing.map((one) => ({ ...one, id: newId(now) }))
  await sql`
    insert into conversation (id, brand_id, account_id, network, kind, key, opened_at, last_at, created_at, changed_at)
    select given.id, given."brandId", given."accountId", account.network,
           case when key like 'dm:%' then 'message' when key like 'review:%' then 'review' else 'comment' end,
           key, ${now}, ${now}, ${now}, ${now}
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id text, "brandId" text, "accountId" text, key text)
      join account on account.id = given."accountId"`.execute(tx)
  return new Map(given.map((one) => [`${one.accountId} ${one.key}`, one.id]))
}
