import { z } from 'zod'
import { notFound } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountOf, accountsOf, brandOf } from '../brand/index.ts'
import { Id } from '../team/api.ts'
import { type Route, route, wordsIn } from '../team/index.ts'
import { CheckedAccount, Checklist, Item, Seen, Wish } from './api.ts'
import { lookAt } from './look.ts'
import { presentAccount } from './present.ts'
import { forgetSeen, keepSeen, keepWish, looksAt, wantedOf, wishOf } from './store.ts'

const tag = 'Checklist'
const OfBrand = z.object({ brandId: Id })
const OfAccount = OfBrand.extend({ accountId: Id })
const OfItem = OfAccount.extend({ item: Item })
const writes = { kind: 'brand', role: 'manager' } as const

export const checklistRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/checklist',
    summary: 'How every community of a brand is set up',
    tag,
    access: { kind: 'brand', role: 'viewer' },
    params: OfBrand,
    answer: Checklist,
    handle: ({ world, params, locale }) => checklistOf(world, params.brandId, locale),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/checklist/wish',
    summary: 'What the brand wants its communities to say',
    tag,
    access: writes,
    params: OfBrand,
    body: Wish,
    answer: Checklist,
    handle: async ({ world, params, body, locale }) => {
      await keepWish(world.db, params.brandId, body)
      return checklistOf(world, params.brandId, locale)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/checklist/:accountId/look',
    summary: 'Ask the network now',
    tag,
    access: { kind: 'brand', role: 'editor' },
    perMinute: 60,
    callsNetworks: true,
    params: OfAccount,
    answer: CheckedAccount,
    handle: async ({ world, params, locale }) => {
      await lookAt(world, await accountOf(world.db, params.brandId, params.accountId))
      return oneOf(world, params, locale)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/checklist/:accountId/items/:item',
    summary: 'What a person saw of one item',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfItem,
    body: Seen,
    answer: CheckedAccount,
    handle: async ({ world, caller, params, body, locale }) => {
      const { id } = await accountOf(world.db, params.brandId, params.accountId)
      const seen = { accountId: id, item: params.item, isGood: body.isGood, byName: caller.name, at: world.clock.now() }
      await keepSeen(world.db, seen)
      return oneOf(world, params, locale)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/checklist/:accountId/items/:item',
    summary: 'Take back what a person saw',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfItem,
    answer: CheckedAccount,
    handle: async ({ world, params, locale }) => {
      const { id } = await accountOf(world.db, params.brandId, params.accountId)
      await forgetSeen(world.db, id, params.item)
      return oneOf(world, params, locale)
    },
  }),
]

/** Places where nobody gathers. */
const noCommunity = new Set(['archive', 'feed', 'endpoint'])

async function checklistOf(world: NetworkedWorld, brandId: string, locale: string): Promise<z.infer<typeof Checklist>> {
  const [brand, wish, all] = await Promise.all([
    brandOf(world.db, brandId),
    wishOf(world.db, brandId),
    accountsOf(world.db, brandId),
  ])
  const accounts = all.filter((one) => !noCommunity.has(one.kind))
  const { looks, seen } = await looksAt(
    world.db,
    accounts.map((one) => one.id),
  )
  const wanted = wantedOf(brand, wish, accounts)
  const words = wordsIn(locale)
  return {
    wish,
    accounts: accounts.map((account) =>
      presentAccount(account, {
        ...{ look: looks.get(account.id), wanted, words },
        seen: seen.filter((one) => one.accountId === account.id),
      }),
    ),
  }
}

async function oneOf(world: NetworkedWorld, of: { brandId: string; accountId: string }, locale: string) {
  const { accounts } = await checklistOf(world, of.brandId, locale)
  const found = accounts.find((one) => one.accountId === of.accountId)
  if (!found) throw notFound()
  return found
}
