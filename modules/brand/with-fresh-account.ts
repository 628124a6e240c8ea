import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { markReconnect } from './account-health.ts'
import { type OpenedAccount, openAccount } from './open-account.ts'
import { refreshAccount } from './refresh-account.ts'

/**
 * Runs a call with access that is good now: renewed first when it ends within a minute, and renewed once more when the
 * network says it has ended; then the call is made again, since nothing was done. What needs a person is noted at the account,
 * and thrown as `reconnect`.
 */
export async function withFreshAccount<T>(
  world: NetworkedWorld,
  accountId: string,
  run: (account: AccountAccess) => Promise<T>,
): Promise<T> {
  let account = await openAccount(world, accountId)
  const canRefresh = world.networks.get(account.network).refresh !== undefined
  try {
    if (canRefresh && endsSoon(account, world.clock.now())) account = await refreshAccount(world, account)
    try {
      return await run(account)
    } catch (error) {
      if (!canRefresh || !needsPerson(error)) throw error
      return await run(await refreshAccount(world, account))
    }
  } catch (error) {
    if (needsPerson(error)) await markReconnect(world, accountId, error.message)
    throw error
  }
}

const soonMs = 60_000
const endsSoon = (account: OpenedAccount, now: Date) =>
  account.expiresAt !== null && account.expiresAt.getTime() - now.getTime() < soonMs

const needsPerson = (error: unknown): error is NetworkFailure =>
  error instanceof NetworkFailure && error.kind === 'reconnect'
