import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, recordAct, route } from '../team/index.ts'
import {
  ChangeInboxView,
  HeardPage,
  HeardQuery,
  InboxCounts,
  InboxHistory,
  InboxPage,
  InboxQuery,
  InboxSettings,
  InboxView,
  InboxViews,
  MakeInboxView,
} from './api.ts'
import { inboxCounts } from './counts.ts'
import { pastsOf } from './fetch-past.ts'
import { inboxPage } from './list.ts'
import { saveSettings, settingsOf } from './settings.ts'
import { heardOf } from './store.ts'
import { changeView, deleteView, makeView, viewsOf } from './views.ts'

const tag = 'Inbox'
const OfBrand = z.object({ brandId: Id })
const OfView = z.object({ viewId: Id })
const session = { kind: 'session' } as const

export const inboxRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: '/api/inbox', tag, access: session },
    summary: 'A page of the conversations of all brands you may see',
    query: InboxQuery,
    answer: InboxPage,
    handle: ({ world, caller, query }) => inboxPage(world, caller, query),
  }),
  route({
    ...{ method: 'GET', path: '/api/inbox/counts', tag, access: session },
    summary: 'How many conversations stand in each folder',
    answer: InboxCounts,
    handle: ({ world, caller }) => inboxCounts(world.db, caller),
  }),
  route({
    ...{ method: 'GET', path: '/api/inbox/views', tag, access: session },
    summary: 'Filters kept by a name: your own, and those others share',
    answer: InboxViews,
    handle: ({ world, caller }) => viewsOf(world.db, caller),
  }),
  route({
    ...{ method: 'POST', path: '/api/inbox/views', tag, access: session, status: 201 },
    summary: 'Keep a filter by a name',
    body: MakeInboxView,
    answer: InboxView,
    handle: ({ world, caller, body }) => makeView(world, caller, body),
  }),
  route({
    ...{ method: 'PATCH', path: '/api/inbox/views/:viewId', tag, access: session },
    summary: 'Change a kept filter of your own',
    params: OfView,
    body: ChangeInboxView,
    answer: InboxView,
    handle: ({ world, caller, params, body }) => changeView(world, caller, params.viewId, body),
  }),
  route({
    ...{ method: 'DELETE', path: '/api/inbox/views/:viewId', tag, access: session, status: 204 },
    summary: 'Forget a kept filter of your own',
    params: OfView,
    handle: async ({ world, caller, params }) => {
      await deleteView(world, caller, params.viewId)
      return undefined
    },
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/interactions', tag },
    summary: 'What people said to the accounts of a brand, newest first',
    access: { kind: 'brand', role: 'viewer' },
    params: OfBrand,
    query: HeardQuery,
    answer: HeardPage,
    handle: ({ world, params, query }) => heardOf(world.db, { ...params, ...query }),
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/inbox-history', tag },
    summary: 'How far the past of each account was fetched',
    access: { kind: 'brand', role: 'viewer' },
    params: OfBrand,
    answer: InboxHistory,
    handle: ({ world, params }) => pastsOf(world.db, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/inbox-settings', tag },
    summary: 'How a brand answers',
    access: { kind: 'brand', role: 'viewer' },
    params: OfBrand,
    answer: InboxSettings,
    handle: ({ world, params }) => settingsOf(world.db, params.brandId),
  }),
  route({
    ...{ method: 'PUT', path: '/api/brands/:brandId/inbox-settings', tag },
    summary: 'Set how a brand answers',
    access: { kind: 'brand', role: 'manager' },
    params: OfBrand,
    body: InboxSettings,
    answer: InboxSettings,
    handle: async ({ world, caller, params, body }) => {
      await saveSettings(world.db, params.brandId, body)
      const { brandId } = params
      const act = { name: 'inbox.settings', brandId, details: body, at: world.clock.now() }
      await recordAct(world.db, { by: caller, ...act })
      return body
    },
  }),
]
