import { badField, NetworkFailure, notFound, Refusal } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ConnectContext, ConnectWay, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, hashOf, newToken } from '../team/index.ts'
import { connectStoreOf } from './connect-store.ts'
import { returnAddress } from './describe-network.ts'
import { appOf, needApp } from './network-apps.ts'
import { type Brought, keepOrOffer, sessionOf } from './offer-accounts.ts'
import { accountOf } from './store.ts'

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
): Promise<Brought> {
  const way = await chosenWay(world, brandId, wish, 'secret')
  const context = await contextOf(world, wish.network, signal)
  const given = await asked(world, () => way.connect(fieldsFor(way, wish.fields), context))
  return keepOrOffer(world, caller, { brandId, ...wish }, given)
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
  const context = { ...(await contextOf(world, wish.network, signal)), redirectUri: returnAddress(world), state }
  const { url, pending } = await asked(world, () => way.begin(fieldsFor(way, wish.fields), context))
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

/**
 * Ends it with what the network sent back. Throws `brand.connect.stale` for a state that is not this session's, or used,
 * `brand.connect.denied` when the person did not agree there.
 */
export async function finishConnect(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  back: { state: string; query: Record<string, string> },
  signal: AbortSignal,
): Promise<Brought> {
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
  const network = networkOf(world, begun.network)
  refuseDenied(back.query, network.composing.name)
  const way = wayOf(network, begun.way, 'oauth')
  const pending = JSON.parse(world.secrets.open(begun.pending, `connect ${stateHash}`)) as JsonObject
  const context = { ...(await contextOf(world, begun.network, signal)), redirectUri: returnAddress(world) }
  const given = await asked(world, () => way.finish(back.query, pending, context))
  return keepOrOffer(world, caller, begun, given)
}

/** Networks say no in words of their own; these are the ones of OAuth and of those that do not keep to it. */
function refuseDenied({ error, denied }: Record<string, string>, network: string): void {
  if (denied !== undefined || /denied|cancel|declined/i.test(error ?? ''))
    throw new Refusal(422, 'brand.connect.denied', { values: { network } })
}

/** The document by which a network knows this desk, where its way needs one. */
export function connectDocument(world: NetworkedWorld, network: string, wayId: string): JsonObject {
  const way = world.networks.all.find((one) => one.composing.id === network)?.connect.find((one) => one.id === wayId)
  if (way?.kind !== 'oauth' || !way.document) throw notFound()
  return way.document(deskOf(world), returnAddress(world))
}

const deskOf = (world: NetworkedWorld) => ({ name: 'Rialto', url: world.config.publicUrl })

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
  const way = wayOf(network, wish.way, kind)
  if (way.needsApp) await needApp(world, network)
  return way
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

/** `practice` is the address that stands in for all of the network's own ones while an account of the practice network is opened. */
export const contextOf = async (
  world: NetworkedWorld,
  network: string,
  signal: AbortSignal,
  practice?: string,
): Promise<ConnectContext> => ({
  ...{ http: world.http, clock: world.clock, store: connectStoreOf(world, network), desk: deskOf(world) },
  ...(practice === undefined ? {} : { practice }),
  app: await appOf(world, { network, practice: practice !== undefined }),
  signal: AbortSignal.any([signal, AbortSignal.timeout(askMs)]),
})

/** What went wrong at the network, told to the person who is connecting; a field it names is one of the form. */
export async function asked<T>(world: NetworkedWorld, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NetworkFailure) throw told(world, error)
    if (error instanceof Refusal) throw atForm(error)
    throw error
  }
}

function told(world: NetworkedWorld, failure: NetworkFailure): Refusal {
  if (failure.evidence.code === 'FORBIDDEN_ADDRESS')
    return new Refusal(422, 'brand.connect.private', { cause: failure })
  if (/redirect[ _-]?ur[il]/i.test(`${failure.message} ${failure.evidence.code ?? ''}`))
    return new Refusal(422, 'brand.connect.redirect', {
      values: { redirect: returnAddress(world), reason: failure.message.slice(0, 300) },
      cause: failure,
    })
  return atNetwork(failure)
}

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
