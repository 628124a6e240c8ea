import { badField, NetworkFailure, notFound, Refusal } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ConnectContext, ConnectWay, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, hashOf, newToken } from '../team/index.ts'
import { connectStoreOf } from './connect-store.ts'
import { type Connecting, keepAccounts } from './keep-accounts.ts'
import { type AccountRow, accountOf } from './store.ts'

export type Wish = { network: string; way: string; fields: Record<string, string>; accountId?: string }
type Way<K extends ConnectWay['kind']> = Extract<ConnectWay, { kind: K }>

const askMs = 60_000
const comeBackMs = 30 * 60_000

/** Connects by what the person typed, without leaving the desk. */
export async function connectBySecret(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wish: Wish,
  signal: AbortSignal,
): Promise<AccountRow[]> {
  const way = await chosenWay(world, brandId, wish, 'secret')
  const given = await asked(() => way.connect(fieldsFor(way, wish.fields), contextOf(world, wish.network, signal)))
  return keepAccounts(world, caller, { brandId, ...wish }, given)
}

/** Begins a way that leaves the desk; whoever comes back must be the same session, within half an hour, once. */
export async function beginConnect(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wish: Wish,
  signal: AbortSignal,
): Promise<{ url: string; state: string }> {
  const way = await chosenWay(world, brandId, wish, 'oauth')
  const state = newToken()
  const context = { ...contextOf(world, wish.network, signal), redirectUri: returnAddress(world), state }
  const { url, pending } = await asked(() => way.begin(fieldsFor(way, wish.fields), context))
  const stateHash = hashOf(state)
  const now = world.clock.now()
  await world.db.deleteFrom('connectPending').where('expiresAt', '<', now).execute()
  await world.db
    .insertInto('connectPending')
    .values({
      ...{
        stateHash,
        brandId,
        userId: caller.userId,
        session: sessionOf(caller),
        network: wish.network,
        way: wish.way,
      },
      accountId: wish.accountId ?? null,
      pending: world.secrets.seal(JSON.stringify(pending), `connect ${stateHash}`),
      expiresAt: new Date(now.getTime() + comeBackMs),
    })
    .execute()
  return { url, state }
}

/** Ends it with what the network sent back. Throws `brand.connect.stale` for a state that is not this session's, or used. */
export async function finishConnect(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  back: { state: string; query: Record<string, string> },
  signal: AbortSignal,
): Promise<AccountRow[]> {
  const stateHash = hashOf(back.state)
  const begun = await world.db
    .deleteFrom('connectPending')
    .where('stateHash', '=', stateHash)
    .where('brandId', '=', brandId)
    .where('userId', '=', caller.userId)
    .where('session', '=', sessionOf(caller))
    .where('expiresAt', '>', world.clock.now())
    .returningAll()
    .executeTakeFirst()
  if (!begun) throw new Refusal(409, 'brand.connect.stale')
  const way = wayOf(networkOf(world, begun.network), begun.way, 'oauth')
  const pending = JSON.parse(world.secrets.open(begun.pending, `connect ${stateHash}`)) as JsonObject
  const context = { ...contextOf(world, begun.network, signal), redirectUri: returnAddress(world) }
  const given = await asked(() => way.finish(back.query, pending, context))
  const connecting: Connecting = { brandId, network: begun.network, accountId: begun.accountId }
  return keepAccounts(world, caller, connecting, given)
}

/** The document by which a network knows this desk, where its way needs one. */
export function connectDocument(world: NetworkedWorld, network: string, wayId: string): JsonObject {
  const way = world.networks.all.find((one) => one.composing.id === network)?.connect.find((one) => one.id === wayId)
  if (way?.kind !== 'oauth' || !way.document) throw notFound()
  return way.document(deskOf(world), returnAddress(world))
}

const returnAddress = (world: NetworkedWorld) => `${world.config.publicUrl}/connect/return`
const deskOf = (world: NetworkedWorld) => ({ name: 'Rialto', url: world.config.publicUrl })
const sessionOf = (caller: Caller) => caller.sessionId ?? `key of ${caller.userId}`

async function chosenWay<K extends ConnectWay['kind']>(
  world: NetworkedWorld,
  brandId: string,
  wish: Wish,
  kind: K,
): Promise<Way<K>> {
  const network = networkOf(world, wish.network)
  if (wish.accountId) {
    const account = await accountOf(world.db, brandId, wish.accountId)
    if (account.network !== wish.network) throw badField('network', 'brand.otherNetwork')
  }
  return wayOf(network, wish.way, kind)
}

function networkOf(world: NetworkedWorld, id: string): Network {
  const network = world.networks.all.find((one) => one.composing.id === id)
  if (!network) throw badField('network', 'brand.noNetwork')
  return network
}

function wayOf<K extends ConnectWay['kind']>(network: Network, id: string, kind: K): Way<K> {
  const way = network.connect.find((one): one is Way<K> => one.id === id && one.kind === kind)
  if (!way) throw badField('way', 'brand.noWay')
  return way
}

function fieldsFor(way: ConnectWay, given: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(given).find((key) => !way.fields.some((field) => field.key === key))
  if (unknown !== undefined) throw badField(`fields.${unknown}`, 'request.field.unknown')
  const defaults = way.fields.map((field) => [field.key, field.default ?? ''] as const)
  return { ...Object.fromEntries(defaults), ...given }
}

const contextOf = (world: NetworkedWorld, network: string, signal: AbortSignal): ConnectContext => ({
  ...{ http: world.http, clock: world.clock, store: connectStoreOf(world, network), desk: deskOf(world), app: {} },
  signal: AbortSignal.any([signal, AbortSignal.timeout(askMs)]),
})

/** What went wrong at the network, told to the person who is connecting; a field it names is one of the form. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NetworkFailure) throw told(error)
    if (error instanceof Refusal) throw atForm(error)
    throw error
  }
}

const told = (failure: NetworkFailure) =>
  failure.evidence.code === 'FORBIDDEN_ADDRESS'
    ? new Refusal(422, 'brand.connect.private', { cause: failure })
    : atNetwork(failure)

const atNetwork = (failure: NetworkFailure) =>
  new Refusal(statusFor[failure.kind], `brand.connect.${failure.kind}`, {
    values: { reason: failure.message.slice(0, 300), seconds: Math.ceil((failure.retryAfterMs ?? 60_000) / 1000) },
    cause: failure,
  })

const statusFor = {
  reconnect: 422,
  rejected: 422,
  'slow-down': 503,
  'network-down': 502,
  'unknown-outcome': 502,
} as const

const atForm = ({ status, code, values, fields, cause }: Refusal) =>
  new Refusal(status, code, { values, cause, fields: fields.map((one) => ({ ...one, path: `fields.${one.path}` })) })
