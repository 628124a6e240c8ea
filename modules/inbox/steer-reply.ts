import type { Selectable } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountOf } from '../brand/index.ts'
import { cancelAnswer } from '../publishing/index.ts'
import { allow, type Caller, mayIn, noticeSettled, notify } from '../team/index.ts'
import { hrefOf } from './change-conversation.ts'
import { conversationOf, interactionOf } from './conversation.ts'
import { tellChanged } from './facts.ts'
import { send } from './reply-to.ts'
import type { ReplyTable } from './tables.ts'
import { waysToAnswer } from './ways-to-answer.ts'

export type ReplyRow = Selectable<ReplyTable>

export async function replyOf(db: DbOrTx, brandId: string, id: string): Promise<ReplyRow> {
  const row = await db
    .selectFrom('reply')
    .selectAll()
    .where('id', '=', id)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('inbox.noReply')
  return row
}

type Of = { brandId: string; replyId: string }

/** Takes back what is not on its way yet; its words are the writer's draft again, unless they wrote others since. */
export async function cancelReply(world: NetworkedWorld, caller: Caller, of: Of): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const reply = await held(tx, of)
    allow(reply.by === caller.userId || mayIn(caller, of.brandId, 'editor'))
    if (reply.state === 'cancelled') return
    if (reply.state === 'sent') throw conflict('inbox.tooLateToUndo')
    const { publicationId } = reply
    if (publicationId && !(await cancelAnswer({ db: tx, clock: world.clock }, publicationId, caller)))
      throw conflict('inbox.tooLateToUndo')
    await tx.updateTable('reply').set({ state: 'cancelled' }).where('id', '=', reply.id).execute()
    await noticeSettled(tx, `reply ${reply.id}`, now)
    if (reply.by === caller.userId) await makeDraftAgain(tx, reply, now)
    await tellReply(tx, reply)
  })
}

async function makeDraftAgain(tx: Tx, reply: ReplyRow, savedAt: Date): Promise<void> {
  const { by: userId, conversationId, mediaIds, template } = reply
  const chosen = template && { id: template.template.id, values: template.values }
  const written = { text: chosen ? '' : reply.text, mediaIds, template: chosen && JSON.stringify(chosen) }
  await tx
    .insertInto('replyDraft')
    .values({ userId, conversationId, ...written, savedAt })
    .onConflict((known) => known.doNothing())
    .execute()
}

/** An editor agreed: it goes now. Throws at `way` when it can no longer be answered so. */
export async function approveReply(world: NetworkedWorld, caller: Caller, of: Of): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const reply = await held(tx, of)
    if (reply.state !== 'waiting-approval') throw conflict('inbox.notWaiting')
    const conversation = await conversationOf(tx, of.brandId, reply.conversationId)
    const to = await interactionOf(tx, of.brandId, reply.interactionId)
    const account = await accountOf(tx, of.brandId, conversation.accountId)
    const way = (await waysToAnswer(world, account, to)).find((one) => one.way === reply.way)
    if (!way) throw badField('way', 'inbox.barred.way')
    if (way.barred) throw badField('way', way.barred.code, way.barred.values)
    const by = { name: caller.name, userId: caller.userId }
    await send(tx, { ...{ replyId: reply.id, conversation, to, words: reply, by, dueAt: now, now } })
    await tx.updateTable('reply').set({ approvedBy: caller.userId }).where('id', '=', reply.id).execute()
    await noticeSettled(tx, `reply ${reply.id}`, now)
    await tellReply(tx, reply)
  })
}

export async function sendBackReply(world: NetworkedWorld, caller: Caller, of: Of, reason: string): Promise<void> {
  const at = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const reply = await held(tx, of)
    if (reply.state !== 'waiting-approval') throw conflict('inbox.notWaiting')
    const sentBack = JSON.stringify({ by: caller.userId, reason })
    await tx.updateTable('reply').set({ state: 'sent-back', sentBack }).where('id', '=', reply.id).execute()
    await noticeSettled(tx, `reply ${reply.id}`, at)
    if (reply.by !== caller.userId)
      await notify(tx, {
        ...{ to: { userIds: [reply.by] }, brandId: of.brandId, kind: 'inbox.sentBack', severity: 'warning', at },
        ...{ key: 'inbox.notice.sentBack', values: { who: caller.name, reason: reason.slice(0, 300) } },
        href: hrefOf({ brandId: of.brandId, id: reply.conversationId }),
      })
    await tellReply(tx, reply)
  })
}

async function held(tx: Tx, { brandId, replyId }: Of): Promise<ReplyRow> {
  await tx.selectFrom('reply').select('id').where('id', '=', replyId).forUpdate().execute()
  return replyOf(tx, brandId, replyId)
}

async function tellReply(tx: Tx, { conversationId, brandId }: ReplyRow): Promise<void> {
  const conversation = await conversationOf(tx, brandId, conversationId)
  await tellChanged(tx, conversation, ['reply'])
}
