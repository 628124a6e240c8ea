import type { Network, RateBudget } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { OpenedAccount } from '../brand/index.ts'
import { takeFromApps } from '../publishing/index.ts'

/** Reading never takes more of what a network allows than this part, evenly, so that nothing stays unheard for a whole window. */
const partForReading = 4

/** Takes one call from what reading may use. Returns 0, or how many milliseconds to wait until there is room. */
export async function roomToRead(world: NetworkedWorld, network: Network, account: OpenedAccount): Promise<number> {
  const ofAll = network.rates.filter((rate) => (rate.what ?? 'all') === 'all')
  const app = `${network.composing.id} ${network.appOf?.(account) ?? account.server}`
  const now = world.clock.now()
  const shared = ofAll.filter((rate) => rate.per === 'app')
  const takes = [
    {
      app: `reading ${account.id}`,
      rates: ofAll.filter((rate) => rate.per === 'account').map(part),
      act: 'read' as const,
      pace: 'even' as const,
    },
    { app: `reading ${app}`, rates: shared.map(part), act: 'read' as const, pace: 'even' as const },
  ].filter((take) => take.rates.length > 0)
  const waits = takes.length > 0 ? await takeFromApps(world.db, takes, now) : []
  const longest = Math.max(0, ...waits)
  if (longest > 0 || shared.length === 0) return longest
  const [wait = 0] = await takeFromApps(world.db, [{ app, rates: shared, act: 'read' }], now)
  return wait
}

const part = (rate: RateBudget): RateBudget => ({
  ...rate,
  calls: Math.max(1, Math.floor(rate.calls / partForReading)),
})
