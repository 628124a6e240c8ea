import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { NetworkFailure, notFound, Refusal } from '../../kernel/failure.ts'
import type { Json } from '../../kernel/json.ts'
import type { Network, WebhookAnswer, WebhookKeys, WebhookRequest, Webhooks } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { appOf } from './network-apps.ts'
import { openAccount } from './open-account.ts'
import { accountsAtNetwork } from './store.ts'

export type Door = { network: string; accountId?: string }

/** More than this no delivery tells of at once; what is beyond comes with the next look. */
const mostTold = 500

/**
 * What a network brought to the desk's door. What is proven to be from it is announced as `account.delivered` with the ids of
 * what is new: a call to look, which may come twice or not at all. Throws 404 for a door nobody opened, 403 for a forgery.
 */
export async function receiveDelivery(
  world: NetworkedWorld,
  door: Door,
  request: WebhookRequest,
): Promise<WebhookAnswer> {
  const network = world.networks.all.find((one) => one.composing.id === door.network)
  const { webhooks } = network ?? {}
  if (!network || !webhooks || (webhooks.per === 'account') !== (door.accountId !== undefined)) throw notFound()
  const keys = await keysOf(world, door)
  const greeting = webhooks.greet?.(request, keys)
  if (greeting) return greeting
  if (!webhooks.verify(request, keys)) throw new Refusal(403, 'brand.delivery.forged')
  await tell(world, network, door, webhooks.read(readable(request.body)))
  return webhooks.thanks ?? { status: 200, body: '' }
}

async function keysOf(world: NetworkedWorld, { network, accountId }: Door): Promise<WebhookKeys> {
  if (!accountId) return { app: await appOf(world, { network, practice: false }), secrets: {} }
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

async function tell(world: NetworkedWorld, network: Network, door: Door, heard: ReturnType<Webhooks['read']>) {
  const names = new Map<string, string[]>()
  for (const { account = '', what } of heard.slice(0, mostTold))
    names.set(account, [...(names.get(account) ?? []), what.id])
  await inTransaction(world.db, async (tx) => {
    for (const [remoteId, interactions] of names) {
      const place = door.accountId ? { id: door.accountId } : { remoteId }
      for (const { id, brandId } of await accountsAtNetwork(tx, network.composing.id, place))
        await announce(tx, 'account.delivered', { accountId: id, interactions }, { brandId })
    }
  })
}
