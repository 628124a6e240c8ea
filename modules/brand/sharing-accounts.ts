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
  const isCandidate = (one: PlacedAccount) => {
    const known = streamOf && knownStream(world, one)
    return isSamePlace(one) || (streamOf !== undefined && (known === undefined || known === streamOf(account)))
  }
  const hearers: Hearer[] = []
  for (const one of all.filter(isCandidate)) {
    const access = await opened(world, one.id)
    if (!access) continue
    const stream = streamOf && remembered(world, one, streamOf(access))
    if (isSamePlace(one) || stream === streamOf?.(account)) hearers.push({ id: one.id, brandId: one.brandId, access })
  }
  return hearers
}

/** Of which stream each account is takes opening its secrets: done once for each edition of them, not at every delivery. */
const streams = new WeakMap<NetworkedWorld, Map<string, { version: number; stream: string }>>()

function knownStream(world: NetworkedWorld, { id, secretsVersion }: PlacedAccount): string | undefined {
  const known = streams.get(world)?.get(id)
  return known?.version === secretsVersion ? known.stream : undefined
}

function remembered(world: NetworkedWorld, { id, secretsVersion }: PlacedAccount, stream: string): string {
  const known = streams.get(world) ?? new Map<string, { version: number; stream: string }>()
  streams.set(world, known.set(id, { version: secretsVersion, stream }))
  return stream
}

async function opened(world: NetworkedWorld, id: string): Promise<OpenedAccount | undefined> {
  try {
    return await openAccount(world, id)
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}
