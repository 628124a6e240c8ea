import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { Id } from '../../team/api.ts'
import { type Route, route } from '../../team/index.ts'
import * as api from './api.ts'
import { chooseDigest, ownDigest } from './digest/choose-digest.ts'
import { changeSettings, settingsOf } from './settings.ts'
import { listAlarms, listWatched } from './show-alarms.ts'

const tag = 'Listening'
const at = '/api/brands/:brandId/listening'
const params = z.object({ brandId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const manages = { kind: 'brand', role: 'manager' } as const

export const listeningAlertRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: `${at}/alert-settings`, summary: 'Of what in public talk people are told at once' },
    ...{ tag, access: reads, params, answer: api.AlertSettings },
    handle: ({ world, params }) => settingsOf(world.db, params.brandId),
  }),
  route({
    ...{
      method: 'PUT',
      path: `${at}/alert-settings`,
      summary: 'Choose of what in public talk people are told at once',
    },
    ...{ tag, access: manages, params, body: api.AlertSettings, answer: api.AlertSettings },
    handle: async ({ world, caller, params, body }) => {
      await changeSettings(world, caller, params.brandId, body)
      return settingsOf(world.db, params.brandId)
    },
  }),
  route({
    ...{ method: 'GET', path: `${at}/watched`, summary: 'Of which queries it is known what is usual' },
    ...{ tag, access: reads, params, answer: api.Watched },
    handle: ({ world, params }) => listWatched(world.db, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${at}/alarms`, summary: 'What was unusual in public talk, and why' },
    ...{ tag, access: reads, params, query: api.AlarmsQuery, answer: api.AlarmsPage },
    handle: ({ world, params, query }) => listAlarms(world.db, params.brandId, query),
  }),
  route({
    ...{ method: 'GET', path: `${at}/digest`, summary: 'When you read by mail what was said' },
    ...{ tag, access: reads, params, answer: api.OwnDigestState },
    handle: ({ world, caller, params }) => ownDigest(world, caller, params.brandId),
  }),
  route({
    ...{ method: 'PUT', path: `${at}/digest`, summary: 'Choose when to read by mail what was said' },
    ...{ tag, access: reads, params, body: api.OwnDigest, answer: api.OwnDigestState },
    handle: async ({ world, caller, params, body }) => {
      await chooseDigest(world, caller, params.brandId, body)
      return ownDigest(world, caller, params.brandId)
    },
  }),
]
