import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { canCancel } from './by-hand.ts'
import { rejected } from './failing.ts'
import type { In, Publication } from './publication.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'

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

/** Posts keep an account from being disconnected; answers that wait on it are told to be lost with it. */
export async function whenAccountGone(world: World, { payload }: DeskEvent): Promise<void> {
  const at = world.clock.now()
  const of = payload.accountId === undefined ? 'publication.brandId' : 'publication.accountId'
  await inTransaction(world.db, async (tx) => {
    const rows = await tx
      .selectFrom('publication')
      .innerJoin('account', 'account.id', 'publication.accountId')
      .selectAll('publication')
      .where(of, '=', String(payload.accountId ?? payload.brandId))
      .where('account.archivedAt', 'is not', null)
      .where('publication.postId', 'is', null)
      .where('publication.state', 'in', ['planned', 'sending'])
      .orderBy('publication.id')
      .forUpdate('publication')
      .execute()
    const changes = rows
      .map(publicationOf)
      .filter(isWaiting)
      .map((answer) => rejected(answer, { code: 'publishing.answer.accountGone' }, at))
    await saveChanges(
      tx,
      changes.map((change) => ({ change: payload.accountId === undefined ? { ...change, asks: [] } : change, at })),
    )
  })
}

const isWaiting = (publication: Publication): publication is In<'planned'> | In<'sending'> =>
  (publication.state === 'planned' || publication.state === 'sending') && canCancel(publication)
