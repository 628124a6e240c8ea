import type { Clock } from '../../kernel/clock.ts'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storableJson } from '../../kernel/storable.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import { brandOf } from '../brand/index.ts'
import { livingMedia } from '../content/index.ts'
import { type Answer, mediaIdsOfAnswer } from './answer.ts'
import { type By, canCancel, cancelled } from './by-hand.ts'
import { ensureLanes } from './lanes.ts'
import { line } from './publication.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import { holdGround } from './store.ts'

export type NewAnswer = {
  brandId: string
  accountId: string
  answer: Answer
  /** Not before this: until then it can be taken back. */
  dueAt: Date
  by: By & { userId: string }
  at: Date
}

/**
 * Sends an answer from its moment on, exactly once, as publications go out; returns its id. Whether the network has such a way
 * to answer, and still lets it, shows when it is sent.
 * Refuses at the field an account that is not of the brand or was disconnected, an answer without words, and a file that the
 * library lacks.
 */
export async function sendAnswer(tx: Tx, given: NewAnswer): Promise<string> {
  const { brandId, accountId, answer, dueAt, by, at } = given
  const { zone } = await brandOf(tx, brandId)
  const network = await networkOf(tx, brandId, accountId)
  await refuseUnsayable(tx, brandId, answer)
  await holdGround(tx, brandId, [accountId])
  const id = newId(at)
  await ensureLanes(tx, [accountId])
  await tx
    .insertInto('publication')
    .values({
      ...{ id, brandId, accountId, network, postId: null, answer: storableJson(answer), state: 'planned' as const },
      ...{ wall: wallAt(dueAt, zone), zone, dueAt, wakeAt: dueAt, work: 'publish' as const },
      ...{ createdBy: by.userId, createdAt: at, changedAt: at },
    })
    .execute()
  const told = line(at, 'planned', 'done', { code: 'publishing.line.planned', values: { by: by.name } })
  await tx
    .insertInto('publicationLine')
    .values({ ...told, id: newId(at), publicationId: id, message: storableJson(told.message), evidence: null })
    .execute()
  const payload = { publicationId: id, accountId, state: 'planned' }
  await announce(tx, 'answer.planned', payload, { brandId })
  return id
}

async function networkOf(tx: Tx, brandId: string, accountId: string): Promise<string> {
  const account = await tx
    .selectFrom('account')
    .select('network')
    .where('brandId', '=', brandId)
    .where('id', '=', accountId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (!account) throw badField('accountId', 'content.accountUnknown')
  return account.network
}

async function refuseUnsayable(tx: Tx, brandId: string, answer: Answer): Promise<void> {
  const ids = mediaIdsOfAnswer(answer)
  if (answer.way !== 'template' && answer.text.trim() === '' && ids.length === 0)
    throw badField('text', 'publishing.answer.empty')
  const known = new Set((await livingMedia(tx, brandId, ids)).map((file) => file.id))
  const lost = ids.findIndex((id) => !known.has(id))
  if (lost >= 0) throw badField(`mediaIds.${lost}`, 'content.mediaUnknown', { id: ids[lost] ?? '' })
}

/** Takes back an answer of which nothing has gone out yet. False when it is too late, it was settled, or was never there. */
export async function cancelAnswer(
  world: { db: DbOrTx; clock: Pick<Clock, 'now'> },
  id: string,
  by: By,
): Promise<boolean> {
  const at = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const row = await tx
      .selectFrom('publication')
      .selectAll()
      .where('id', '=', id)
      .where('postId', 'is', null)
      .where('state', 'in', ['planned', 'sending'])
      .forUpdate()
      .executeTakeFirst()
    const publication = row && publicationOf(row)
    if (!publication || !canCancel(publication)) return false
    return (await saveChanges(tx, [{ change: cancelled(publication, by, at), at }])).has(id)
  })
}
