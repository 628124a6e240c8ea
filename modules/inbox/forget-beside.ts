import { sql } from 'kysely'
import { rewriteWords } from '../../kernel/db/rewrite-words.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { type Erased, type Traces, tracesOf, withoutTraces } from '../people/index.ts'
import { cancelAnswer, forgetAddressee } from '../publishing/index.ts'
import { forgetInNews, noticeSettled } from '../team/index.ts'
import { hrefOf } from './change-conversation.ts'
import { holdAccounts } from './keep.ts'

const wordsRead = 5_000

/** By what a person is found in what others wrote, as long as what they said is kept. With `parts` for texts about them. */
export async function tracesIn(db: DbOrTx, of: Erased, options?: { parts: boolean }): Promise<Traces> {
  const rows = await db
    .selectFrom('interaction')
    .select(['author', 'text'])
    .where(sql<boolean>`identity_id = any(${of.identityIds}::text[])`)
    .orderBy('id', 'desc')
    .limit(wordsRead)
    .execute()
  const names = [...of.names, ...rows.flatMap(({ author }) => [author.name, author.handle])]
  return tracesOf({ names: [...new Set(names)], said: [...new Set(rows.map((row) => row.text))] }, options)
}

/** Those in which a person spoke. */
export async function conversationsOf(db: DbOrTx, identityIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from interaction
     where identity_id = any(${identityIds}::text[]) and conversation_id is not null order by 1`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * What our people wrote beside the conversations of somebody who is erased: where nobody else spoke, notes and unsent words go
 * whole; elsewhere, and from what was answered, whatever tells of them goes. What is not sent to them yet stays unsent.
 */
export async function forgetBeside(world: World, tx: Tx, of: Erased): Promise<void> {
  const ids = await conversationsOf(tx, of.identityIds)
  const traces = await tracesIn(tx, of, { parts: true })
  const rewrite = (text: string) => withoutTraces(traces, text)
  await takeAnswersBack(world, tx, of)
  await holdAccounts(tx, await accountsOf(tx, ids))
  const alone = await aloneIn(tx, ids, of.identityIds)
  for (const table of ['conversation_note', 'reply_draft'])
    await sql`delete from ${sql.table(table)} where conversation_id = any(${alone}::text[])`.execute(tx)
  await rewriteBeside(tx, ids, rewrite)
  await rewriteAddresses(tx, of.identityIds, rewrite)
  await forgetAddressee(tx, await answersTo(tx, of.identityIds), rewrite)
  await forgetViews(tx, of)
  const named = await tracesIn(tx, of)
  const pageOf = (id: string) => hrefOf({ brandId: of.brandId, id })
  await forgetInNews(tx, {
    ...{ brandId: of.brandId, gone: alone.map(pageOf), near: ids.map(pageOf), closely: rewrite },
    rewrite: (text) => withoutTraces(named, text),
  })
}

const toThem = (identityIds: string[]) =>
  sql<boolean>`interaction_id in (select id from interaction where identity_id = any(${identityIds}::text[]))`

async function takeAnswersBack(world: World, tx: Tx, { identityIds, by }: Erased): Promise<void> {
  const replies = await tx
    .selectFrom('reply')
    .select(['id', 'publicationId'])
    .where(toThem(identityIds))
    .where('state', 'in', ['waiting-approval', 'sent-back', 'going'])
    .orderBy('id')
    .execute()
  for (const { id, publicationId } of replies) {
    if (publicationId && !(await cancelAnswer({ db: tx, clock: world.clock }, publicationId, { name: by }))) continue
    await tx.updateTable('reply').set({ state: 'cancelled' }).where('id', '=', id).execute()
    await noticeSettled(tx, `reply ${id}`, world.clock.now())
  }
}

async function answersTo(db: DbOrTx, identityIds: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('reply')
    .select('publicationId')
    .where(toThem(identityIds))
    .where('publicationId', 'is not', null)
    .execute()
  return rows.flatMap((row) => row.publicationId ?? [])
}

async function accountsOf(db: DbOrTx, conversationIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct account_id as id from conversation where id = any(${conversationIds}::text[])`.execute(db)
  return rows.map((row) => row.id)
}

/** Those of them in which nobody else spoke to the brand. */
async function aloneIn(db: DbOrTx, conversationIds: string[], identityIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${conversationIds}::text[]) as held (id) where not exists (
      select from interaction i where i.conversation_id = held.id and not i.own and i.author ->> 'id' <> ''
        and coalesce(i.identity_id, '') <> all(${identityIds}::text[]))`.execute(db)
  return rows.map((row) => row.id)
}

async function rewriteBeside(tx: Tx, ids: string[], rewrite: (text: string) => string): Promise<void> {
  const here = sql`conversation_id = any(${ids}::text[])`
  const draftKey = sql<string>`reply_draft.user_id || ' ' || reply_draft.conversation_id`
  const inside = sql`interaction_id in (select id from interaction where ${here})`
  await rewriteWords(tx, { table: 'conversationNote', columns: ['text'], where: here }, rewrite)
  await rewriteWords(tx, { table: 'replyDraft', columns: ['text', 'template'], where: here, key: draftKey }, rewrite)
  await rewriteWords(tx, { table: 'reply', columns: ['text', 'template', 'sent_back'], where: here }, rewrite)
  await rewriteWords(tx, { table: 'conversationLine', columns: ['payload'], where: here }, rewrite)
  await rewriteWords(tx, { table: 'interactionAct', columns: ['reason', 'failure'], where: inside }, rewrite)
  await rewriteWords(tx, { table: 'interaction', columns: ['text'], where: sql`own and ${here}` }, rewrite)
  await sql`update interaction set raw = null where own and raw is not null and ${here}`.execute(tx)
  await sql`update conversation set author = null, excerpt = '' where moved_to = any(${ids}::text[])`.execute(tx)
}

/** An address may hold a name; ids of places stay, since what is said later finds its place by them. */
async function rewriteAddresses(tx: Tx, identityIds: string[], rewrite: (text: string) => string): Promise<void> {
  const where = sql`identity_id = any(${identityIds}::text[]) and under ->> 'url' is not null`
  const inAddress = (text: string) => (/^https?:/.test(text) ? rewrite(text) : text)
  await rewriteWords(tx, { table: 'interaction', columns: ['under'], where }, inAddress)
}

/** Views of the inbox that look for them. */
async function forgetViews(tx: Tx, of: Erased): Promise<void> {
  const named = tracesOf({ names: of.names, said: [] })
  const views = await tx
    .selectFrom('inboxView')
    .innerJoin('brand', 'brand.workspaceId', 'inboxView.workspaceId')
    .select(['inboxView.id', 'inboxView.name', 'filter'])
    .where('brand.id', '=', of.brandId)
    .execute()
  for (const { id, name, filter } of views) {
    const asks = [name, filter.q ?? ''].some((text) => withoutTraces(named, text) !== text)
    if (asks || of.personIds.includes(filter.person ?? ''))
      await tx.deleteFrom('inboxView').where('id', '=', id).execute()
  }
}
