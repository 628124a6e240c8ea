import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { markUnreachable, markWell } from './account-health.ts'
import { type AccountRow, accountOf } from './store.ts'
import { withFreshAccount } from './with-fresh-account.ts'

/** Asks the network how the account is, and keeps what it says. Only `reconnect` ever costs an account its connection. */
export async function checkAccount(world: NetworkedWorld, brandId: string, accountId: string): Promise<AccountRow> {
  const before = await accountOf(world.db, brandId, accountId)
  if (before.archivedAt) return before
  const network = world.networks.get(before.network)
  try {
    const told = await withFreshAccount(world, accountId, (account) =>
      network.health({ account, http: world.http, clock: world.clock, signal: AbortSignal.timeout(30_000) }),
    )
    await markWell(world, before, told)
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    if (error.kind !== 'reconnect') await markUnreachable(world, before, error.message)
  }
  return accountOf(world.db, brandId, accountId)
}
