import type { Network, RateBudget } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { OpenedAccount } from '../brand/index.ts'
import { type AppTake, countOnApps, takeFromApps } from '../publishing/index.ts'

/** Reading never takes more of what a network allows than this part, evenly, so that nothing stays unheard for a whole window. */
const partForReading = 4

/** Takes one call from what reading may use. Returns 0, or how many milliseconds to wait until there is room. */
export async function roomToRead(world: NetworkedWorld, network: Network, account: OpenedAccount): Promise<number> {
  const { partly, wholly } = takesOf(network, account)
  const now = world.clock.now()
  const waits = partly.length > 0 ? await takeFromApps(world.db, partly, now) : []
  const longest = Math.max(0, ...waits)
  if (longest > 0 || wholly.length === 0) return longest
  const [wait = 0] = await takeFromApps(world.db, wholly, now)
  return wait
}

/** One question to a network may take many calls: those beside the one that was taken count too, so that the next question waits for them. */
export async function countMoreRead(
  world: NetworkedWorld,
  network: Network,
  account: OpenedAccount,
  more: number,
): Promise<void> {
  const { partly, wholly } = takesOf(network, account)
  if (more <= 0 || partly.length === 0) return
  await countOnApps(world.db, [...partly, ...wholly], more, world.clock.now())
}

/** The part of each limit that is for reading, and the limits that all of the desk shares. */
function takesOf(network: Network, account: OpenedAccount): { partly: AppTake[]; wholly: AppTake[] } {
  const ofAll = network.rates.filter((rate) => (rate.what ?? 'all') === 'all')
  const app = `${network.composing.id} ${network.appOf?.(account) ?? account.server}`
  const shared = ofAll.filter((rate) => rate.per === 'app')
  const own = ofAll.filter((rate) => rate.per === 'account')
  const partly: AppTake[] = [
    { app: `reading ${account.id}`, rates: own.map(part), act: 'read', pace: 'even' },
    { app: `reading ${app}`, rates: shared.map(part), act: 'read', pace: 'even' },
  ]
  const wholly: AppTake[] = [{ app, rates: shared, act: 'read' }]
  return { partly: partly.filter(isBound), wholly: wholly.filter(isBound) }
}

const isBound = ({ rates }: AppTake) => rates.length > 0

const part = (rate: RateBudget): RateBudget => ({
  ...rate,
  calls: Math.max(1, Math.floor(rate.calls / partForReading)),
})
