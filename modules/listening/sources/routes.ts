import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id, PageQuery } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import * as api from './api.ts'
import { capture } from './capture/capture.ts'
import { captured } from './capture/captured.ts'
import { addSource } from './desk/add-source.ts'
import { askNow, changeSource, removeSource, renewSecret } from './desk/change-source.ts'
import { lookAtAddress } from './desk/look-at-address.ts'
import { presentDetails, presentSource, presentSources } from './desk/present-source.ts'

const tag = 'Listening sources'
const OfBrand = z.object({ brandId: Id })
const OfSource = OfBrand.extend({ sourceId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'author' } as const
const settles = { kind: 'brand', role: 'editor' } as const
const path = '/api/brands/:brandId/listening/sources'
const captures = '/api/brands/:brandId/listening/captures'

const changing: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path: `${path}/look`, summary: 'What stands at an address, and how it could be listened to' },
    ...{ tag, access: settles, params: OfBrand, body: api.LookAtAddress, answer: api.Proposals },
    ...{ callsNetworks: true, perMinute: 30 },
    handle: async ({ world, params, body, signal }) => ({
      items: await lookAtAddress(world, params.brandId, body.address, signal),
    }),
  }),
  route({
    ...{ method: 'POST', path, summary: 'Listen to one more source' },
    ...{ tag, access: settles, status: 201, params: OfBrand, body: api.AddSource, answer: api.SourceMade },
    ...{ callsNetworks: true, perMinute: 60 },
    handle: async ({ world, caller, params, body, locale }) => {
      const { sourceId, secret } = await addSource(world, caller, params.brandId, body)
      return { source: await presentSource(world, { ...params, sourceId }, locale), secret }
    },
  }),
  route({
    ...{ method: 'PATCH', path: `${path}/:sourceId`, summary: 'Name, pause, what is taken, daily budget, password' },
    ...{ tag, access: settles, params: OfSource, body: api.ChangeSource, answer: api.Source, callsNetworks: true },
    handle: async ({ world, caller, params, body, locale }) => {
      await changeSource(world, caller, params, body)
      return presentSource(world, params, locale)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${path}/:sourceId`, summary: 'Listen to it no more; what it told stays' },
    ...{ tag, access: settles, status: 204, params: OfSource },
    handle: async ({ world, caller, params }) => {
      await removeSource(world, caller, params)
      return undefined
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/:sourceId/ask`, summary: 'Ask it now instead of at its next turn' },
    ...{ tag, access: settles, params: OfSource, answer: api.Source, perMinute: 20 },
    handle: async ({ world, params, locale }) => {
      await askNow(world, params)
      return presentSource(world, params, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/:sourceId/secret`, summary: 'A new secret for an inlet; the old one ends' },
    ...{ tag, access: settles, params: OfSource, answer: api.SourceMade },
    handle: async ({ world, caller, params, locale }) => {
      const secret = await renewSecret(world, caller, params)
      return { source: await presentSource(world, params, locale), secret }
    },
  }),
]

export const sourceRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path, summary: 'Where a brand listens: health, lag, volume and cost of each' },
    ...{ tag, access: reads, params: OfBrand, answer: api.Sources },
    handle: ({ world, params, locale }) => presentSources(world, params.brandId, locale),
  }),
  route({
    ...{ method: 'GET', path: `${path}/:sourceId`, summary: 'A source with its last hours' },
    ...{ tag, access: reads, params: OfSource, answer: api.SourceDetails },
    handle: ({ world, params, locale }) => presentDetails(world, params, locale),
  }),
  ...changing,
  route({
    ...{ method: 'POST', path: captures, summary: 'Take a page that a person found as a mention' },
    ...{ tag, access: writes, status: 201, params: OfBrand, body: api.Capture, answer: api.Captured },
    handle: ({ world, caller, params, body }) => capture(world, caller, params.brandId, body),
  }),
  route({
    ...{ method: 'GET', path: captures, summary: 'What people captured, newest first' },
    ...{ tag, access: reads, params: OfBrand, query: PageQuery, answer: api.CapturedPage },
    handle: ({ world, params, query }) => captured(world.db, params.brandId, query),
  }),
]
