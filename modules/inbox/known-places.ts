import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import type { Person } from '../../networks/contract.ts'
import { awaitedKey, isTalk, ownKey } from './threads.ts'
import type { Changed } from './write-heard.ts'

/** What stands beside what was heard: what it answers, and what answers it or reacts to it. */
export type Neighbour = Omit<Changed, 'kind' | 'edition' | 'at' | 'isNew'>
export type KnownConversation = { id: string; accountId: string; key: string }

export async function neighboursOf(tx: Tx, changed: Changed[]): Promise<Neighbour[]> {
  const given = changed.map(({ accountId, remoteId, parent }) => ({ accountId, remoteId, parent }))
  const { rows } = await sql<Neighbour & { author: Person }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("accountId" text, "remoteId" text, parent text)
    ), found as (
      select i.id from given join interaction i on i.account_id = given."accountId" and i.remote_id = given.parent
         and i.space in ('said', 'review', 'message')
      union
      select i.id from given join interaction i on i.account_id = given."accountId" and i.parent = given."remoteId"
    )
    select id, brand_id as "brandId", account_id as "accountId", space, remote_id as "remoteId", parent, under ->> 'id' as under,
           author, own, conversation_id as "conversationId"
      from interaction where id in (select id from found) and id <> all(${changed.map((one) => one.id)}::text[])`.execute(
    tx,
  )
  return rows
}

/** Those in which any of it stands, and those it may come to stand in by its own key. */
export async function conversationsNear(tx: Tx, changed: Changed[], near: Neighbour[]): Promise<KnownConversation[]> {
  const ids = [...changed, ...near].flatMap((one) => one.conversationId ?? [])
  const keys = changed.filter(isTalk).flatMap((row) => {
    const one = { ...row, authorId: row.author.id }
    return [ownKey(one), awaitedKey(one)].flatMap((key) => (key === undefined ? [] : { accountId: row.accountId, key }))
  })
  const { rows } = await sql<KnownConversation>`
    select c.id, c.account_id as "accountId", c.key
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given ("accountId" text, key text)
      join conversation c on c.account_id = given."accountId" and c.key = given.key
    union
    select id, account_id, key from conversation where id = any(${[...new Set(ids)]}::text[])`.execute(tx)
  return rows
}
