import { NetworkFailure } from '../../kernel/failure.ts'
import type { Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type OpenedAccount, openAccount } from './open-account.ts'
import { accountsAtNetwork, type PlacedAccount } from './store.ts'

export type Hearer = { id: string; brandId: string; access: OpenedAccount }

/**
 * The connected accounts that hear by the same ear: the account itself, the same place in other brands, and others of one
 * stream, such as the chats of one bot.
 */
export async function accountsSharing(
  world: NetworkedWorld,
  network: Network,
  account: OpenedAccount,
): Promise<Hearer[]> {
  const streamOf = network.inbox?.streamOf
  const all = await accountsAtNetwork(world.db, { network: account.network, practice: account.practice })
  const isSamePlace = (one: PlacedAccount) => one.server === account.server && one.remoteId === account.remoteId
  const candidates = streamOf ? all : all.filter(isSamePlace)
  const hearers: Hearer[] = []
  for (const one of candidates) {
    const access = await opened(world, one.id)
    if (!access) continue
    if (isSamePlace(one) || streamOf?.(access) === streamOf?.(account))
      hearers.push({ id: one.id, brandId: one.brandId, access })
  }
  return hearers
}

async function opened(world: NetworkedWorld, id: string): Promise<OpenedAccount | undefined> {
  try {
    return await openAccount(world, id)
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}
