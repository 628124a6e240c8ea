import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { freshAlerts } from './alert-store.ts'
import {
  AlertCarriers,
  AlertChannel,
  AlertChannels,
  AlertChoices,
  ChangeAlertChannel,
  Duty,
  FreshAlerts,
  MakeAlertChannel,
  MakeTurn,
  OwnAlertChoices,
  PushState,
  ReplaceWeek,
  Subscribe,
  Unsubscribe,
} from './api.ts'
import {
  addChannel,
  carriersIn,
  changeChannel,
  channelAnswer,
  channelsOf,
  removeChannel,
  tryChannel,
} from './channels.ts'
import { chooseAlerts, ownChoices } from './choices.ts'
import { addTurn, dutyAnswer, removeTurn, replaceWeek } from './duty-store.ts'
import { pushState, subscribe, unsubscribe } from './push.ts'

const tag = 'Alerts'
const reads = { kind: 'brand', role: 'viewer' } as const
const manages = { kind: 'brand', role: 'manager' } as const
const session = { kind: 'session' } as const
const params = z.object({ brandId: Id })
const OfChannel = params.extend({ channelId: Id })

const choiceRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/alert-choices',
    summary: 'Of what you are told, and how',
    ...{ tag, access: reads, params, answer: OwnAlertChoices },
    handle: ({ world, caller, params }) => ownChoices(world, caller, params.brandId),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/alert-choices',
    summary: 'Choose of what you are told, how, and when not',
    ...{ tag, access: reads, params, body: AlertChoices, answer: OwnAlertChoices },
    handle: async ({ world, caller, params, body }) => {
      await chooseAlerts(world, caller, params.brandId, body)
      return ownChoices(world, caller, params.brandId)
    },
  }),
  route({
    method: 'GET',
    path: '/api/alerts/fresh',
    summary: 'What you were told within the last minute',
    ...{ tag, access: session, answer: FreshAlerts },
    handle: ({ world, caller, locale }) => freshAlerts(world, caller, locale),
  }),
]

const channelRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/alert-carriers',
    summary: 'Networks that carry alerts, and what they ask for',
    ...{ tag, access: session, answer: AlertCarriers },
    handle: async ({ world, locale }) => carriersIn(world, locale),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/alert-channels',
    summary: 'Where the alerts of a brand go besides its people',
    ...{ tag, access: manages, params, answer: AlertChannels },
    handle: async ({ world, params }) => ({ items: (await channelsOf(world.db, params.brandId)).map(channelAnswer) }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/alert-channels',
    summary: 'Add a channel, once a first alert went over it',
    ...{ tag, access: manages, params, body: MakeAlertChannel, answer: AlertChannel, status: 201 as const },
    ...{ callsNetworks: true, perMinute: 20 },
    handle: async ({ world, caller, params, body }) =>
      channelAnswer(await addChannel(world, caller, params.brandId, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/alert-channels/:channelId',
    summary: 'Change a channel; a field left empty stays as it was',
    ...{ tag, access: manages, params: OfChannel, body: ChangeAlertChannel, answer: AlertChannel },
    ...{ callsNetworks: true, perMinute: 20 },
    handle: async ({ world, caller, params, body }) => channelAnswer(await changeChannel(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/alert-channels/:channelId',
    summary: 'Remove a channel',
    ...{ tag, access: manages, params: OfChannel, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeChannel(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/alert-channels/:channelId/try',
    summary: 'Send a trial alert over a channel',
    ...{ tag, access: manages, params: OfChannel, answer: AlertChannel, callsNetworks: true, perMinute: 10 },
    handle: async ({ world, caller, params }) => channelAnswer(await tryChannel(world, caller, params)),
  }),
]

const dutyRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/duty',
    summary: 'Who is on duty, now and by the week',
    ...{ tag, access: reads, params, answer: Duty },
    handle: ({ world, params }) => dutyAnswer(world, params.brandId),
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/duty',
    summary: 'Replace the turns of the week as a whole',
    ...{ tag, access: manages, params, body: ReplaceWeek, answer: Duty },
    handle: async ({ world, caller, params, body }) => {
      await replaceWeek(world, caller, params.brandId, body.weekly)
      return dutyAnswer(world, params.brandId)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/duty/turns',
    summary: 'Put somebody on duty by hand',
    ...{ tag, access: manages, params, body: MakeTurn, answer: Duty, status: 201 as const },
    handle: async ({ world, caller, params, body }) => {
      await addTurn(world, caller, params.brandId, body)
      return dutyAnswer(world, params.brandId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/duty/turns/:turnId',
    summary: 'Take back a turn put in by hand',
    ...{ tag, access: manages, params: params.extend({ turnId: Id }), answer: Duty },
    handle: async ({ world, caller, params }) => {
      await removeTurn(world, caller, params.brandId, params.turnId)
      return dutyAnswer(world, params.brandId)
    },
  }),
]

const pushRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/push',
    summary: 'The key of the desk for browser push, and the browsers you allowed it in',
    ...{ tag, access: session, answer: PushState },
    handle: ({ world, caller }) => pushState(world, caller),
  }),
  route({
    method: 'POST',
    path: '/api/push',
    summary: 'Be told in this browser',
    ...{ tag, access: session, body: Subscribe, answer: PushState, perMinute: 20 },
    handle: async ({ world, caller, body, headers }) => {
      await subscribe(world, caller, body, headers['user-agent'] ?? '')
      return pushState(world, caller)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/push',
    summary: 'Be told in this browser no more',
    ...{ tag, access: session, body: Unsubscribe, answer: PushState },
    handle: async ({ world, caller, body }) => {
      await unsubscribe(world, caller, body.endpoint)
      return pushState(world, caller)
    },
  }),
]

export const alertRoutes = [...choiceRoutes, ...channelRoutes, ...dutyRoutes, ...pushRoutes]
