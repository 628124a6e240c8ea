import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import * as sources from './api.ts'
import { hearNetwork, networkOffers } from './desk/network-offers.ts'
import { presentSource } from './desk/present-source.ts'
import * as api from './network-api.ts'

const tag = 'Listening sources'
const path = '/api/brands/:brandId/listening/networks'
const OfBrand = z.object({ brandId: Id })

export const networkSourceRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path, summary: 'What the brand can hear of networks, and what it hears already' },
    ...{ tag, access: { kind: 'brand', role: 'viewer' }, params: OfBrand, answer: api.NetworkOffers },
    handle: ({ world, params }) => networkOffers(world, params.brandId),
  }),
  route({
    ...{ method: 'POST', path, summary: 'Hear the stream of a network, or ask its search' },
    ...{ tag, access: { kind: 'brand', role: 'editor' }, status: 201, params: OfBrand },
    ...{ body: api.HearNetwork, answer: sources.Source },
    handle: async ({ world, caller, params, body, locale }) => {
      const sourceId = await hearNetwork(world, caller, params.brandId, body)
      return presentSource(world, { brandId: params.brandId, sourceId }, locale)
    },
  }),
]
