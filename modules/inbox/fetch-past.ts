import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { storable } from '../../kernel/storable.ts'
import type { Interaction, Page } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { openAccount, withFreshAccount } from '../brand/index.ts'
import type { InboxHistory } from './api.ts'
import { keepHeard } from './keep.ts'
import { roomToRead } from './room-to-read.ts'
import type { InboxHistoryTable } from './tables.ts'

type Reading = Selectable<InboxHistoryTable>

const mostPosts = 500
const accountsAtOnce = 4
const pagesAtOnce = 5
const mostTries = 8
const soonMs = 1_000
const untilToldMs = 20_000

/** An account was connected: what was said under its posts before is fetched, the newest posts first. */
export async function beginFetching(world: NetworkedWorld, event: DeskEvent): Promise<void> {
  const accountId = String(event.payload.accountId ?? '')
  const account = await world.db.selectFrom('account').select('network').where('id', '=', accountId).executeTakeFirst()
  if (!account) return
  const { inbox, ownPosts } = world.networks.get(account.network)
  const state = inbox?.comments && ownPosts ? ('waiting' as const) : ('impossible' as const)
  const begun = {
    state,
    afterAt: null,
    afterId: null,
    cursor: null,
    tries: 0,
    trouble: null,
    wakeAt: world.clock.now(),
  }
  await world.db
    .insertInto('inboxHistory')
    .values({ accountId, ...begun })
    .onConflict((known) => known.column('accountId').doUpdateSet({ ...begun, posts: 0, postsRead: 0, interactions: 0 }))
    .execute()
}

/** A few pages of a few accounts at a time; what is told now comes first, so it takes no more than reading may. */
export async function fetchPasts(world: NetworkedWorld): Promise<void> {
  const due = await world.db
    .selectFrom('inboxHistory')
    .innerJoin('account', 'account.id', 'inboxHistory.accountId')
    .selectAll('inboxHistory')
    .select('account.brandId')
    .where('inboxHistory.state', 'in', ['waiting', 'reading'])
    .where('inboxHistory.wakeAt', '<=', world.clock.now())
    .where('account.secrets', 'is not', null)
    .orderBy('inboxHistory.wakeAt')
    .limit(accountsAtOnce)
    .execute()
  await Promise.all(due.map((one) => fetchOn(world, one)))
}

async function fetchOn(world: NetworkedWorld, given: Reading & { brandId: string }): Promise<void> {
  let reading = given
  try {
    for (let page = 0; page < pagesAtOnce; page++) {
      const change = await fetchPage(world, reading)
      await change.save()
      if (change.isLast) return
      reading = { ...reading, ...change.set }
    }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await rest(world, reading, error)
  }
}

type Step = { set: Partial<Reading>; isLast: boolean; save: () => Promise<unknown> }

async function fetchPage(world: NetworkedWorld, reading: Reading & { brandId: string }): Promise<Step> {
  const now = world.clock.now()
  const posts = await countPosts(world.db, reading.accountId)
  const settle = (set: Partial<Reading>, isLast: boolean): Step => ({
    ...{ set: { ...set, posts }, isLast },
    save: () =>
      world.db
        .updateTable('inboxHistory')
        .set({ ...set, posts })
        .where('accountId', '=', reading.accountId)
        .execute(),
  })
  const post = reading.postsRead < mostPosts ? await nextPost(world.db, reading) : undefined
  if (!post) {
    if (reading.postsRead < mostPosts && (await isStillRead(world.db, reading.accountId)))
      return settle({ wakeAt: new Date(now.getTime() + untilToldMs) }, true)
    return settle({ state: 'done', trouble: null }, true)
  }
  const account = await openAccount(world, reading.accountId)
  const network = world.networks.get(account.network)
  const wait = await roomToRead(world, network, account)
  if (wait > 0) return settle({ state: 'reading', wakeAt: new Date(now.getTime() + wait) }, true)
  const page = await commentsUnder(world, reading, post)
  const isWhole = page.cursor === undefined || page.cursor === reading.cursor
  const set: Partial<Reading> = {
    ...{ state: 'reading', tries: 0, trouble: null, interactions: reading.interactions + page.items.length },
    ...{ wakeAt: new Date(now.getTime() + soonMs), cursor: isWhole ? null : (page.cursor ?? null) },
    ...(isWhole ? { afterAt: post.at, afterId: post.id, postsRead: reading.postsRead + 1 } : {}),
  }
  const { brandId, accountId } = reading
  await inTransaction(world.db, (tx) =>
    keepHeard(
      tx,
      page.items.map((what) => ({ accountId, brandId, what })),
      now,
    ),
  )
  return settle(set, false)
}

async function countPosts(db: DbOrTx, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('historyPost')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return Math.min(count, mostPosts)
}

type Post = { id: string; remoteId: string; url: string | null; at: Date }

function nextPost(db: DbOrTx, { accountId, afterAt, afterId }: Reading): Promise<Post | undefined> {
  let query = db
    .selectFrom('historyPost')
    .select(['id', 'remoteId', 'url', 'at'])
    .where('accountId', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
  if (afterAt && afterId) query = query.where((is) => is(is.refTuple('at', 'id'), '<', is.tuple(afterAt, afterId)))
  return query.executeTakeFirst()
}

/** Is more of the account's past still to come? */
async function isStillRead(db: DbOrTx, accountId: string): Promise<boolean> {
  const reading = await db
    .selectFrom('historyReading')
    .select('endedAt')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return reading !== undefined && reading.endedAt === null
}

const nothing: Page<Interaction> = { items: [] }

/** A post that is gone or that the network does not open has nothing said under it. */
async function commentsUnder(
  world: NetworkedWorld,
  { accountId, cursor }: Reading,
  post: Post,
): Promise<Page<Interaction>> {
  const ref = { id: post.remoteId, ...(post.url ? { url: post.url } : {}) }
  try {
    return await withFreshAccount(world, accountId, async (account) => {
      const call = { account, http: world.http, clock: world.clock, signal: AbortSignal.timeout(60_000) }
      const { network } = await openAccount(world, accountId)
      return (await world.networks.get(network).inbox?.comments?.(call, ref, cursor ?? undefined)) ?? nothing
    })
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return nothing
    throw error
  }
}

async function rest(world: NetworkedWorld, reading: Reading, failure: NetworkFailure): Promise<void> {
  const now = world.clock.now()
  const tries = reading.tries + 1
  const wait = Math.max(failure.retryAfterMs ?? 0, 30_000 * 2 ** reading.tries)
  const isOver = failure.kind === 'reconnect' || tries >= mostTries
  await world.db
    .updateTable('inboxHistory')
    .set({
      ...{ tries, wakeAt: new Date(now.getTime() + wait), trouble: storable(failure.message.slice(0, 300)) },
      ...(isOver ? { state: 'failed' as const } : {}),
    })
    .where('accountId', '=', reading.accountId)
    .execute()
}

export async function pastsOf(db: DbOrTx, brandId: string): Promise<z.input<typeof InboxHistory>> {
  const items = await db
    .selectFrom('inboxHistory')
    .innerJoin('account', 'account.id', 'inboxHistory.accountId')
    .select(['accountId', 'state', 'posts', 'postsRead', 'interactions', 'trouble'])
    .where('account.brandId', '=', brandId)
    .where('account.archivedAt', 'is', null)
    .orderBy('accountId')
    .execute()
  return { items }
}
