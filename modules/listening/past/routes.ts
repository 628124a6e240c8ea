import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import type { ReplaySample } from '../tables.ts'
import * as api from './api.ts'
import { cancelReplay, startReplay } from './replay.ts'
import { type Replay, replayOf } from './replay-store.ts'

const tag = 'Listening'
const at = '/api/brands/:brandId/listening/replays'
const OfBrand = z.object({ brandId: Id })
const OfReplay = OfBrand.extend({ replayId: Id })
const writes = { kind: 'brand', role: 'editor' } as const

export const replayRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path: at, summary: 'Hold a query against all that was told lately' },
    ...{ tag, access: writes, status: 201, params: OfBrand, body: api.StartReplay, answer: api.Replay },
    handle: async ({ world, caller, params, body }) => {
      const id = await startReplay(world, caller, params.brandId, body)
      return presented(await replayOf(world.db, params.brandId, id))
    },
  }),
  route({
    ...{ method: 'GET', path: `${at}/:replayId`, summary: 'How far a look back is, and what it found' },
    ...{ tag, access: { kind: 'brand', role: 'viewer' }, params: OfReplay, answer: api.Replay },
    handle: async ({ world, params }) => presented(await replayOf(world.db, params.brandId, params.replayId)),
  }),
  route({
    ...{ method: 'POST', path: `${at}/:replayId/cancel`, summary: 'Stop a look back; what it kept stays' },
    ...{ tag, access: writes, params: OfReplay, answer: api.Replay },
    handle: async ({ world, params }) => {
      await cancelReplay(world, params.brandId, params.replayId)
      return presented(await replayOf(world.db, params.brandId, params.replayId))
    },
  }),
]

function presented(replay: Replay): z.input<typeof api.Replay> {
  const { id, queryId, text, state, total, looked, found, days } = replay
  return {
    ...{ id, queryId, text, state, total, looked, found, days },
    ...{ since: replay.since.toISOString(), oldestAt: replay.oldestAt?.toISOString() ?? null },
    samples: replay.samples.map(sampleOf),
  }
}

const sampleOf = ({ post, reasons }: ReplaySample): z.input<typeof api.ReplaySample> => ({
  ...{ key: post.key, at: post.at, network: post.network ?? null, site: post.site, url: post.url ?? null },
  ...{ author: post.author.name ?? post.author.handle, title: post.title ?? null, text: post.text },
  places: reasons.flatMap(({ places }) => places),
})
