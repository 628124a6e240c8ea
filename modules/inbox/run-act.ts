import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { storable } from '../../kernel/storable.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { withFreshAccount } from '../brand/index.ts'
import { notify } from '../team/index.ts'
import type { ActRow } from './acts-of.ts'
import { hrefOf } from './change-conversation.ts'
import { asHeard, type InteractionRow, interactionOf } from './conversation.ts'
import { tellChanged } from './facts.ts'
import { holdAccounts } from './keep.ts'
import { recomputeOf } from './summarise.ts'

const mostTries = 10
const longestMs = 3_600_000

/** Does at the network what was asked for; what fails for now is tried again, since doing it twice is doing it once. */
export async function runAct(world: NetworkedWorld, { actId }: JsonObject): Promise<void> {
  const act = await world.db
    .selectFrom('interactionAct')
    .selectAll()
    .where('id', '=', String(actId))
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!act) return
  const to = await interactionOf(world.db, act.brandId, act.interactionId)
  try {
    await withFreshAccount(world, act.accountId, async (account) => {
      const { network } = await world.db
        .selectFrom('account')
        .select('network')
        .where('id', '=', act.accountId)
        .executeTakeFirstOrThrow()
      const signal = AbortSignal.timeout(60_000)
      await world.networks
        .get(network)
        .moderate?.[act.kind]?.({ account, http: world.http, clock: world.clock, signal }, asHeard(to))
    })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await failed(world, act, to, error)
    return
  }
  await inTransaction(world.db, (tx) => succeeded(tx, act, to, world.clock.now()))
}

async function succeeded(tx: Tx, act: ActRow, to: InteractionRow, now: Date): Promise<void> {
  await holdAccounts(tx, [act.accountId])
  const settled = await tx
    .updateTable('interactionAct')
    .set({ state: 'done', doneAt: now, failure: null })
    .where('id', '=', act.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) return
  if (act.undoes) await tx.updateTable('interactionAct').set({ state: 'undone' }).where('id', '=', act.undoes).execute()
  await tx.updateTable('interaction').set(leftBy(act)).where('id', '=', to.id).execute()
  if (!to.conversationId) return
  await recomputeOf(tx, [to.conversationId], now)
  await noteAct(tx, act, to, now)
  await tellChanged(tx, { ...to, id: to.conversationId }, ['act'])
}

/** What is deleted there keeps no words here but with the act. */
function leftBy({ kind }: ActRow) {
  if (kind === 'hide' || kind === 'unhide') return { hidden: kind === 'hide' }
  if (kind === 'like' || kind === 'unlike') return { liked: kind === 'like' }
  if (kind === 'delete') return { edition: 2, text: '', media: '[]', raw: null }
  return { placed: true }
}

async function noteAct(tx: Tx, act: ActRow, to: InteractionRow, at: Date): Promise<void> {
  const payload = { act: act.kind, author: to.author.name || to.author.handle }
  await tx
    .insertInto('conversationLine')
    .values({
      ...{ id: act.id, brandId: act.brandId, conversationId: to.conversationId ?? '', at, kind: 'acted' },
      ...{ by: act.by, byRule: act.byRule, payload: JSON.stringify(payload) },
    })
    .onConflict((known) => known.doNothing())
    .execute()
}

async function failed(world: NetworkedWorld, act: ActRow, to: InteractionRow, error: NetworkFailure): Promise<void> {
  const now = world.clock.now()
  const tries = act.tries + 1
  const isOver = error.kind === 'rejected' || error.kind === 'reconnect' || tries >= mostTries
  const code = error.kind === 'reconnect' ? 'inbox.barred.disconnected' : 'inbox.actRefused'
  const failure = storable({ code, values: { reason: error.message.slice(0, 300) } })
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('interactionAct')
      .set({ state: isOver ? 'failed' : 'waiting', tries, failure: JSON.stringify(failure) })
      .where('id', '=', act.id)
      .where('state', '=', 'waiting')
      .execute()
    if (!isOver) {
      const wait = Math.max(error.retryAfterMs ?? 0, Math.min(longestMs, 5_000 * 3 ** act.tries))
      await enqueue(tx, world.clock, 'inbox.act', { actId: act.id }, { runAt: new Date(now.getTime() + wait) })
    } else if (act.by)
      await notify(tx, {
        ...{ to: { userIds: [act.by] }, brandId: act.brandId, kind: 'inbox.actFailed', severity: 'warning', at: now },
        ...{ key: 'inbox.notice.actFailed', values: { reason: failure.values.reason } },
        href: hrefOf({ brandId: act.brandId, id: to.conversationId ?? '' }),
      })
    if (to.conversationId) await tellChanged(tx, { ...to, id: to.conversationId }, ['act'])
  })
}
