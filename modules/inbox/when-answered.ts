import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { Interaction } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type AnswerSeen, answersByIds, forgetAddressee } from '../publishing/index.ts'
import { asHeard, conversationOf, type InteractionRow, interactionOf } from './conversation.ts'
import { tellChanged } from './facts.ts'
import { keepHeard } from './keep.ts'
import type { ReplyRow } from './steer-reply.ts'
import { recomputeOf } from './summarise.ts'

export const answerFacts = [
  ...['answer.published', 'answer.rejected', 'answer.unknown', 'answer.missed', 'answer.cancelled', 'answer.removed'],
]

/** What became of an answer shows in its conversation; one that went out is part of it before any network tells it back. */
export async function whenAnswerMoved(world: NetworkedWorld, event: DeskEvent): Promise<void> {
  const publicationId = String(event.payload.publicationId ?? '')
  const reply = await world.db
    .selectFrom('reply')
    .selectAll()
    .where('publicationId', '=', publicationId)
    .executeTakeFirst()
  const [answer] = reply ? await answersByIds(world.db, [publicationId]) : []
  if (!reply || !answer) return
  await inTransaction(world.db, async (tx) => {
    const conversation = await conversationOf(tx, reply.brandId, reply.conversationId)
    if (answer.state === 'cancelled')
      await tx.updateTable('reply').set({ state: 'cancelled' }).where('id', '=', reply.id).execute()
    if (answer.state === 'published') await keepOwn(tx, reply, answer, world.clock.now())
    await forgetWithThem(tx, reply, publicationId)
    await tellChanged(tx, conversation, ['reply'])
  })
}

/** Who asked to be forgotten while it was on its way is forgotten in it now. */
async function forgetWithThem(tx: Tx, { brandId, interactionId }: ReplyRow, publicationId: string): Promise<void> {
  const to = await interactionOf(tx, brandId, interactionId)
  if (to.edition === gone) await forgetAddressee(tx, [publicationId], (text) => text)
}
const gone = 2

/** Kept by the network's own name of it, so that its echo is the same; where only a person saw it, by ours. */
async function keepOwn(tx: Tx, reply: ReplyRow, answer: AnswerSeen, now: Date): Promise<void> {
  const to = await interactionOf(tx, reply.brandId, reply.interactionId)
  const account = await tx
    .selectFrom('account')
    .select(['remoteId', 'handle', 'name'])
    .where('id', '=', to.accountId)
    .executeTakeFirstOrThrow()
  const own: Interaction = {
    ...{
      id: answer.remote?.id ?? `desk ${reply.id}`,
      at: answer.publishedAt ?? now,
      text: reply.text,
      media: [],
      own: true,
    },
    author: { id: account.remoteId, handle: account.handle, name: account.name },
    ...placeOf(reply, to),
    ...(answer.remote?.url ? { url: answer.remote.url } : {}),
  }
  await keepHeard(tx, [{ accountId: to.accountId, brandId: reply.brandId, what: own }], now)
  const spaces = own.kind === 'message' ? ['message'] : ['said']
  const kept = await tx
    .updateTable('interaction')
    .set({ replyId: reply.id, automated: reply.automated })
    .where('accountId', '=', to.accountId)
    .where('remoteId', '=', own.id)
    .where('space', 'in', spaces)
    .returning('conversationId')
    .executeTakeFirst()
  await tx.updateTable('reply').set({ state: 'sent' }).where('id', '=', reply.id).execute()
  if (kept?.conversationId) await recomputeOf(tx, [kept.conversationId], now)
}

/** A private answer to a public comment stands beside that comment; the thread of messages it opens is another conversation. */
function placeOf({ way }: ReplyRow, row: InteractionRow): Pick<Interaction, 'kind' | 'under' | 'replyTo'> {
  const { under } = asHeard(row)
  if (row.space === 'message' && way !== 'private')
    return { kind: 'message', ...(under ? { under } : { under: { id: row.author.id } }) }
  return { kind: 'reply', replyTo: row.remoteId, ...(under ? { under } : {}) }
}
