import { NetworkFailure, notFound, Refusal } from '../../kernel/failure.ts'
import type { Json } from '../../kernel/json.ts'
import type { Interaction, Network, WebhookAnswer, WebhookKeys, WebhookRequest } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsAtNetwork, appOf, type OpenedAccount, openAccount } from '../brand/index.ts'
import type { Told } from './keep.ts'
import { keepTogether } from './keep-together.ts'
import { toldToEach } from './told-to-each.ts'

export type Door = { network: string; accountId?: string }

/** By what a door is opened: one account's own secrets, or the desk's app; the practice network has its own. */
type Opening = { keys: WebhookKeys; practice: boolean; account?: OpenedAccount }

/**
 * What a network brought to the desk's door. What is proven to be from it is kept before the network is thanked, so that nothing
 * it told is lost with us. Throws 404 for a door nobody opened, 403 for a forgery.
 */
export async function receiveDelivery(
  world: NetworkedWorld,
  door: Door,
  request: WebhookRequest,
): Promise<WebhookAnswer> {
  const network = world.networks.all.find((one) => one.composing.id === door.network)
  const { webhooks } = network ?? {}
  if (!network || !webhooks || (webhooks.per === 'account') !== (door.accountId !== undefined)) throw notFound()
  let refused: WebhookAnswer | undefined
  for (const opening of await openingsOf(world, door)) {
    const greeting = webhooks.greet?.(request, opening.keys)
    if (greeting && greeting.status < 400) return greeting
    refused ??= greeting
    if (!webhooks.verify(request, opening.keys)) continue
    const told = await toldBy(world, network, opening, webhooks.read(readable(request.body)))
    await keepTogether(world, told)
    return webhooks.thanks ?? { status: 200, body: '' }
  }
  // Whoever asks may mean the other of the two apps, so a no is one only when both say it.
  if (refused) return refused
  throw new Refusal(403, 'brand.delivery.forged')
}

async function openingsOf(world: NetworkedWorld, { network, accountId }: Door): Promise<Opening[]> {
  if (accountId) {
    const account = await openedAt(world, network, accountId)
    return [{ keys: account, practice: account.practice, account }]
  }
  return Promise.all(
    [false, true].map(async (practice) => ({
      keys: { app: await appOf(world, { network, practice }), secrets: {} },
      practice,
    })),
  )
}

async function openedAt(world: NetworkedWorld, network: string, accountId: string): Promise<OpenedAccount> {
  try {
    const account = await openAccount(world, accountId)
    if (account.network === network) return account
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
  }
  throw notFound()
}

/** What is no JSON is given as the text it is. */
function readable(body: Buffer): Json {
  const text = body.toString('utf8')
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

type Said = { account?: string; what: Interaction }

async function toldBy(world: NetworkedWorld, network: Network, opening: Opening, heard: Said[]): Promise<Told[]> {
  const { account, practice } = opening
  if (heard.length === 0) return []
  if (account) {
    const said = heard.map((one) => one.what)
    return toldToEach(world, network, account, said)
  }
  const ids = [...new Set(heard.flatMap((one) => one.account ?? []))]
  const places = await Promise.all(
    ids.map((remoteId) => accountsAtNetwork(world.db, { network: network.composing.id, practice, remoteId })),
  )
  const byPlace = new Map(ids.map((id, at) => [id, places[at] ?? []]))
  return heard.flatMap(({ account: remoteId = '', what }) =>
    (byPlace.get(remoteId) ?? []).map(({ id, brandId }) => ({ accountId: id, brandId, what })),
  )
}
