import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { markUnreachable, markWell } from './account-health.ts'
import { type AccountRow, accountOf } from './store.ts'
import { withFreshAccount } from './with-fresh-account.ts'

/**
 * Asks the network how the account is, and keeps what it says. Only `reconnect` ever costs an account its connection;
 * a network that says nothing within `withinMs` is unreachable.
 */
export async function checkAccount(
  world: NetworkedWorld,
  brandId: string,
  accountId: string,
  withinMs = 30_000,
): Promise<AccountRow> {
  const before = await accountOf(world.db, brandId, accountId)
  if (before.archivedAt) return before
  const network = world.networks.get(before.network)
  const signal = AbortSignal.timeout(withinMs)
  try {
    const told = await withFreshAccount(world, accountId, (account) =>
      network.health({ account, http: world.http, clock: world.clock, signal }),
    )
    await markWell(world, before, told)
  } catch (error) {
    if (signal.aborted) await markUnreachable(world, before, `no answer within ${withinMs / 1_000} s`)
    else if (!(error instanceof NetworkFailure)) throw error
    else if (error.kind !== 'reconnect') await markUnreachable(world, before, error.message)
  }
  return accountOf(world.db, brandId, accountId)
}
