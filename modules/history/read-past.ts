import type { DeskEvent } from '../../kernel/events.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Page, RemotePost } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { withFreshAccount } from '../brand/index.ts'
import { keepPosts } from './store.ts'

/** As much of an account's past as is read by itself: enough for a year of several posts a day. */
const mostPosts = 2_000
const atOnce = 4
const betweenPagesMs = 2_000
const afterTroubleMs = 15 * 60_000
const givenUpAfterMs = 7 * 86_400_000

/** An account was connected: what stands there already is read, from its newest post on. */
export async function beginReading(world: NetworkedWorld, event: DeskEvent): Promise<void> {
  const accountId = String(event.payload.accountId ?? '')
  const account = await world.db.selectFrom('account').select('network').where('id', '=', accountId).executeTakeFirst()
  if (!account || !world.networks.get(account.network).ownPosts) return
  const now = world.clock.now()
  await world.db
    .insertInto('historyReading')
    .values({ accountId, cursor: null, beganAt: now, wakeAt: now, trouble: null })
    .onConflict((known) =>
      known.column('accountId').doUpdateSet({ cursor: null, endedAt: null, wakeAt: now, trouble: null }),
    )
    .execute()
}

type Due = { accountId: string; brandId: string; network: string; cursor: string | null; posts: number; beganAt: Date }

/** One page of a few accounts at a time, so that reading the past never crowds out what is to be published. */
export async function readOn(world: NetworkedWorld): Promise<void> {
  const now = world.clock.now()
  const due = await world.db
    .selectFrom('historyReading as reading')
    .innerJoin('account', 'account.id', 'reading.accountId')
    .select([
      'reading.accountId',
      'account.brandId',
      'account.network',
      'reading.cursor',
      'reading.posts',
      'reading.beganAt',
    ])
    .where('reading.endedAt', 'is', null)
    .where('reading.wakeAt', '<=', now)
    .where('account.secrets', 'is not', null)
    .orderBy('reading.wakeAt')
    .limit(atOnce)
    .execute()
  await Promise.all(due.map((one) => readPage(world, one)))
}

async function readPage(world: NetworkedWorld, one: Due): Promise<void> {
  const { ownPosts } = world.networks.get(one.network)
  if (!ownPosts) return
  try {
    const page = await withFreshAccount(world, one.accountId, (account) =>
      ownPosts(
        { account, http: world.http, clock: world.clock, signal: AbortSignal.timeout(60_000) },
        one.cursor ?? undefined,
      ),
    )
    await keepPage(world, one, page)
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await waitAfter(world, one, error)
  }
}

async function keepPage(world: NetworkedWorld, one: Due, page: Page<RemotePost>): Promise<void> {
  const added = await keepPosts(world.db, one, page.items)
  const posts = one.posts + added
  const now = world.clock.now()
  const isEnd = !page.cursor || page.cursor === one.cursor || posts >= mostPosts || (added === 0 && one.posts > 0)
  await world.db
    .updateTable('historyReading')
    .set({
      ...{ posts, cursor: page.cursor ?? null, trouble: null },
      ...{ endedAt: isEnd ? now : null, wakeAt: new Date(now.getTime() + betweenPagesMs) },
    })
    .where('accountId', '=', one.accountId)
    .execute()
}

/** Asked again later, for a week; an account that has to be connected again begins anew then. */
async function waitAfter(world: NetworkedWorld, one: Due, failure: NetworkFailure): Promise<void> {
  const now = world.clock.now()
  const isOver = failure.kind === 'rejected' || now.getTime() - one.beganAt.getTime() > givenUpAfterMs
  const wait = Math.max(failure.retryAfterMs ?? 0, afterTroubleMs)
  await world.db
    .updateTable('historyReading')
    .set({
      trouble: failure.message.slice(0, 300),
      endedAt: isOver ? now : null,
      wakeAt: new Date(now.getTime() + wait),
    })
    .where('accountId', '=', one.accountId)
    .execute()
}
