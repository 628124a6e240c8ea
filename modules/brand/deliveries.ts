import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { whyNotPublic } from '../../kernel/http/public-address.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import type { Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { eachOf } from './each-of.ts'
import { openAccount } from './open-account.ts'
import { accountsSharing } from './sharing-accounts.ts'
import { accountsAtNetwork } from './store.ts'
import { withFreshAccount } from './with-fresh-account.ts'

const withinMs = 30_000
/** Networks drop what they could not deliver for long: asking again mends that, and is harmless. */
const againAfterMs = 24 * 3_600_000
const longestWaitMs = 12 * 3_600_000
const leaveWithinMs = 24 * 3_600_000

/** Where a network delivers what is said to an account; null where it delivers nothing. */
export function doorOf(world: World, network: Network | undefined, accountId: string): string | null {
  if (!network?.webhooks) return null
  const door = `${world.config.publicUrl}/webhooks/${network.composing.id}`
  return network.webhooks.per === 'account' ? `${door}/${accountId}` : door
}

type Asked = { id: string; network: string; practice: boolean; tries: number | null; isAsked: boolean }

/**
 * Asks the networks to deliver, where the desk can be reached from outside. A practice network is asked only where polling does not
 * tell everything: asked, some tell nothing to those who poll. A desk that is no longer public takes its wish back.
 */
export async function askForDeliveries(world: NetworkedWorld): Promise<void> {
  await eachOf(await due(world), async (account) => {
    const network = world.networks.get(account.network)
    if (isWanted(world, network, account)) await ask(world, network, account)
    else if (account.isAsked) await takeBack(world, network, account)
  })
}

const isWanted = ({ config }: World, { inbox, webhooks }: Network, { practice }: Asked) =>
  practice ? inbox?.poll === undefined || webhooks?.tellsMore === true : whyNotPublic(config.publicUrl) === undefined

async function due(world: NetworkedWorld): Promise<Asked[]> {
  const able = world.networks.all.filter((one) => one.webhooks?.subscribe).map((one) => one.composing.id)
  if (able.length === 0) return []
  const isPublic = whyNotPublic(world.config.publicUrl) === undefined
  const rows = await world.db
    .selectFrom('account')
    .leftJoin('accountDelivery as asked', 'asked.accountId', 'account.id')
    .select(['account.id', 'account.network', 'account.practice', 'asked.tries', 'asked.address'])
    .where('account.network', 'in', able)
    .where('account.archivedAt', 'is', null)
    .where('account.secrets', 'is not', null)
    .where('account.health', 'in', ['connected', 'unreachable'])
    .where((is) =>
      is.or([
        is.and([is('asked.accountId', 'is', null), ...(isPublic ? [] : [is('account.practice', '=', true)])]),
        is('asked.wakeAt', '<=', world.clock.now()),
        sql<boolean>`not starts_with(asked.address, ${`${world.config.publicUrl}/`})`,
      ]),
    )
    .orderBy('asked.wakeAt', (order) => order.asc().nullsFirst())
    .limit(100)
    .execute()
  const all = rows.map(({ address, ...row }) => ({ ...row, isAsked: address !== null }))
  return all.filter((row) => row.isAsked || isWanted(world, world.networks.get(row.network), row))
}

async function ask(world: NetworkedWorld, network: Network, { id, tries }: Asked): Promise<void> {
  const subscribe = network.webhooks?.subscribe
  const address = doorOf(world, network, id)
  if (!subscribe || !address) return
  const failure = await failureOf(() =>
    // What is refused here says nothing of the connection, so it is never seen as one that has ended.
    withFreshAccount(world, id, (account) => failureOf(() => subscribe(callOf(world, account), address))),
  )
  const failed = failure ? (tries ?? 0) + 1 : 0
  const now = world.clock.now()
  const wait = failure ? Math.min(60_000 * 3 ** (failed - 1), longestWaitMs) : againAfterMs
  const told = {
    ...{ address, askedAt: now, tries: failed, refusal: failure ? storable(failure.message.slice(0, 300)) : null },
    wakeAt: new Date(now.getTime() + Math.max(wait, failure?.retryAfterMs ?? 0)),
  }
  await world.db
    .insertInto('accountDelivery')
    .values({ accountId: id, ...told })
    .onConflict((known) => known.column('accountId').doUpdateSet(told))
    .execute()
}

async function takeBack(world: NetworkedWorld, network: Network, { id }: Asked): Promise<void> {
  const unsubscribe = network.webhooks?.unsubscribe
  if (unsubscribe) {
    const failure = await failureOf(() =>
      withFreshAccount(world, id, (account) => failureOf(() => unsubscribe(callOf(world, account)))),
    )
    if (failure && mayPass(failure)) {
      const wakeAt = new Date(world.clock.now().getTime() + 10 * 60_000)
      await world.db.updateTable('accountDelivery').set({ wakeAt }).where('accountId', '=', id).execute()
      return
    }
  }
  await world.db.deleteFrom('accountDelivery').where('accountId', '=', id).execute()
}

/** These accounts are asked for anew, as if nobody ever had: after they were connected, say. */
export async function forgetAsked(tx: DbOrTx, accountIds: string[]): Promise<void> {
  if (accountIds.length > 0) await tx.deleteFrom('accountDelivery').where('accountId', 'in', accountIds).execute()
}

/** Before the access is forgotten: the network is told to stop, by what is sealed, within a day or not at all. */
export async function leaveDeliveries(tx: Tx, world: World, accountIds: string[]): Promise<void> {
  if (accountIds.length === 0) return
  const left = await tx
    .selectFrom('accountDelivery as asked')
    .innerJoin('account', 'account.id', 'asked.accountId')
    .select(['account.id', 'account.secrets'])
    .where('asked.accountId', 'in', accountIds)
    .where('account.archivedAt', 'is', null)
    .execute()
  const until = new Date(world.clock.now().getTime() + leaveWithinMs).toISOString()
  for (const { id, secrets } of left)
    if (secrets) await enqueue(tx, world.clock, 'brand.stop-deliveries', { accountId: id, sealed: secrets, until })
  await forgetAsked(tx, accountIds)
}

/** Others may still hear by the same ear: then it is theirs from now on, and is not closed. */
export async function stopDeliveries(world: NetworkedWorld, payload: JsonObject): Promise<void> {
  const { accountId, sealed, until } = payload
  if (typeof accountId !== 'string' || typeof sealed !== 'string' || typeof until !== 'string') return
  const row = await world.db
    .selectFrom('account')
    .select(['network', 'archivedAt'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!row?.archivedAt || Date.parse(until) < world.clock.now().getTime()) return
  const network = world.networks.all.find((one) => one.composing.id === row.network)
  const unsubscribe = network?.webhooks?.unsubscribe
  if (!network || !unsubscribe) return
  const access = await openAccount(world, accountId, sealed)
  const others = (await accountsSharing(world, network, access)).map((one) => one.id)
  if (others.length > 0) return forgetAsked(world.db, others)
  const failure = await failureOf(() => unsubscribe(callOf(world, access)))
  if (failure && mayPass(failure)) throw failure
  // What an app is told for one account it may have been told for others by the same wish, such as the numbers of one business.
  if (network.webhooks?.per === 'app')
    await forgetAsked(
      world.db,
      (await accountsAtNetwork(world.db, { network: access.network, practice: access.practice })).map((one) => one.id),
    )
}

const callOf = (world: NetworkedWorld, account: Parameters<Network['health']>[0]['account']) => ({
  ...{ account, http: world.http, clock: world.clock, signal: AbortSignal.timeout(withinMs) },
})

const mayPass = ({ kind }: NetworkFailure) => kind !== 'rejected' && kind !== 'reconnect'

async function failureOf(act: () => Promise<unknown>): Promise<NetworkFailure | undefined> {
  try {
    const outcome = await act()
    return outcome instanceof NetworkFailure ? outcome : undefined
  } catch (error) {
    if (error instanceof NetworkFailure) return error
    if (error instanceof DOMException) return new NetworkFailure('network-down', 'the network did not answer in time')
    throw error
  }
}
