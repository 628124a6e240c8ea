import type { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import { badField, NetworkFailure } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { accountsOf, openAccount } from '../../../brand/index.ts'
import type { Caller } from '../../../team/index.ts'
import type { HearNetwork, NetworkOffers } from '../network-api.ts'
import { keepSource } from './add-source.ts'
import type { IntakeWanted } from './intake-of.ts'
import { sourcesByIntake } from './source-store.ts'

type Offer = z.input<typeof NetworkOffers>['items'][number]
type Offered = Omit<Offer, 'sourceId'> & { intake: IntakeWanted }

/** What the brand's accounts can search and hear, and what anybody may hear. */
export async function networkOffers(world: NetworkedWorld, brandId: string): Promise<z.input<typeof NetworkOffers>> {
  const offered = await offersOf(world, brandId)
  const keys = offered.map(({ intake }) => intake.key)
  const known = await sourcesByIntake(world.db, brandId, keys)
  return { items: offered.map(({ intake, ...offer }) => ({ ...offer, sourceId: known.get(intake.key) ?? null })) }
}

/** Hears one that is offered. The same again is the source that is there. */
export async function hearNetwork(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wanted: z.output<typeof HearNetwork>,
): Promise<string> {
  const offer = (await offersOf(world, brandId)).find(
    (one) =>
      one.kind === wanted.kind && one.network === wanted.network && (one.account?.id ?? null) === wanted.accountId,
  )
  if (!offer) throw badField('network', 'listening.source.notOffered')
  const { intake } = offer
  return inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    const known = (await sourcesByIntake(tx, brandId, [intake.key])).get(intake.key)
    const said = { name: intake.name, takes: intake.takes, daily: wanted.daily }
    return known ?? keepSource(tx, world, { brandId, caller, intake, said })
  })
}

async function offersOf(world: NetworkedWorld, brandId: string): Promise<Offered[]> {
  const accounts = await accountsOf(world.db, brandId)
  const offered: Offered[] = []
  for (const account of accounts) offered.push(...(await offersOfAccount(world, brandId, account)))
  for (const network of world.networks.all) {
    const [server] = network.stream?.openServers ?? []
    if (server !== undefined) offered.push(openStream(network.composing.id, network.composing.name, server))
  }
  const once = new Map(offered.toReversed().map((one) => [one.intake.key, one]))
  return [...once.values()].reverse()
}

type Account = Awaited<ReturnType<typeof accountsOf>>[number]

async function offersOfAccount(world: NetworkedWorld, brandId: string, account: Account): Promise<Offered[]> {
  const { search, stream, searchesBy, composing } = world.networks.get(account.network)
  if (!search && !stream) return []
  const { id, name, handle, server, practice, network } = account
  const offer = { network, account: { id, name, handle }, server, practice, tagsOnly: searchesBy === 'tags' }
  const offers: Offered[] = []
  if (search) {
    const intake = {
      key: `search ${id}`,
      kind: 'search',
      settings: { accountId: id, brandId },
      takes: 'matching' as const,
    }
    offers.push({ ...offer, kind: 'search', intake: { ...intake, name: `${composing.name} ${handle}` } })
  }
  const same = stream && (await sameFor(world, id, stream.sameFor))
  if (same !== undefined) {
    const settings = { network, practice, same }
    const key = `stream ${practice ? 'practice ' : ''}${network} ${same}`
    const intake = { key, kind: 'stream', settings, name: composing.name, takes: 'matching' as const }
    offers.push({ ...offer, kind: 'stream', tagsOnly: false, intake })
  }
  return offers
}

/** An account that has to be connected anew offers no stream until then. */
async function sameFor(
  world: NetworkedWorld,
  accountId: string,
  of: (account: Awaited<ReturnType<typeof openAccount>>) => string,
): Promise<string | undefined> {
  try {
    return of(await openAccount(world, accountId))
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}

function openStream(network: string, name: string, server: string): Offered {
  const intake = { key: `stream ${network} ${server}`, kind: 'stream', settings: { network, server } }
  return {
    ...{ kind: 'stream', network, account: null, server, practice: false, tagsOnly: false },
    intake: { ...intake, name, takes: 'matching' },
  }
}
