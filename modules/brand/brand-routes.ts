import { z } from 'zod'
import { Id } from '../team/api.ts'
import { route, wordsIn } from '../team/index.ts'
import { Brand, Brands, ChangeBrand, DeleteBrand, MakeBrand, Networks } from './api.ts'
import { brandSeenBy, brandsSeenBy, changeBrand, deleteBrand, makeBrand } from './brands.ts'
import { connectDocument } from './connect.ts'
import { describeNetwork } from './describe-network.ts'
import { appsKnown } from './network-apps.ts'

const tag = 'Brands'
const params = z.object({ brandId: Id })

export const brandRoutes = [
  route({
    method: 'GET',
    path: '/api/networks',
    summary: 'Every network as data: what it can do and how it is connected',
    tag: 'Networks',
    access: { kind: 'session' },
    answer: Networks,
    handle: async ({ world, locale }) => {
      const [apps, words] = [await appsKnown(world), wordsIn(locale)]
      return {
        items: world.networks.all.map((one) => describeNetwork(world, one, apps.get(one.composing.id), words)),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands',
    summary: 'The brands you may see',
    tag,
    access: { kind: 'session' },
    answer: Brands,
    handle: async ({ world, caller }) => ({ items: await brandsSeenBy(world, caller) }),
  }),
  route({
    method: 'POST',
    path: '/api/brands',
    summary: 'Make a brand',
    tag,
    access: { kind: 'workspace', role: 'member' },
    body: MakeBrand,
    answer: Brand,
    status: 201,
    handle: async ({ world, caller, body }) => brandSeenBy(world, caller, await makeBrand(world, caller, body)),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId',
    summary: 'A brand and its settings',
    tag,
    access: { kind: 'brand', role: 'client' },
    params,
    answer: Brand,
    handle: ({ world, caller, params }) => brandSeenBy(world, caller, params.brandId),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId',
    summary: 'Change the settings of a brand',
    tag,
    access: { kind: 'brand', role: 'manager' },
    params,
    body: ChangeBrand,
    answer: Brand,
    handle: async ({ world, caller, params, body }) => {
      await changeBrand(world, caller, params.brandId, body)
      return brandSeenBy(world, caller, params.brandId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId',
    summary: 'Delete a brand; its name is asked as proof',
    tag,
    access: { kind: 'brand', role: 'owner' },
    params,
    query: DeleteBrand,
    status: 204,
    handle: async ({ world, caller, params, query }) => {
      await deleteBrand(world, caller, params.brandId, query.name)
      return undefined
    },
  }),
  route({
    method: 'GET',
    path: '/connect/:network/:way/client.json',
    summary: 'The document by which a network knows this desk',
    tag: 'Networks',
    access: { kind: 'public' },
    params: z.object({ network: z.string().max(40), way: z.string().max(40) }),
    answer: z.record(z.string(), z.unknown()),
    handle: async ({ world, params }) => connectDocument(world, params.network, params.way),
  }),
]
