import type { Interaction, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsSharing, type Hearer, type OpenedAccount } from '../brand/index.ts'
import type { Told } from './keep.ts'

/** What one ear heard, as it belongs to each account that hears by it. */
export async function toldToEach(
  world: NetworkedWorld,
  network: Network,
  account: OpenedAccount,
  said: Interaction[],
): Promise<Told[]> {
  return toldTo(network, await accountsSharing(world, network, account), said)
}

export function toldTo({ inbox }: Network, hearers: Hearer[], said: Interaction[]): Told[] {
  const isTheirs = (one: Hearer, what: Interaction) => inbox?.belongs?.(one.access, what) ?? true
  return hearers.flatMap((one) =>
    said.filter((what) => isTheirs(one, what)).map((what) => ({ accountId: one.id, brandId: one.brandId, what })),
  )
}
