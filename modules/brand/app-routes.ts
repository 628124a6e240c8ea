import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { route, wordsIn } from '../team/index.ts'
import { KeepApp, NetworkApp } from './api.ts'
import { addressesOf, describeApp } from './describe-network.ts'
import { appsKnown, forgetApp, keepApp, networkWithApp } from './network-apps.ts'

const common = {
  path: '/api/networks/:network/app',
  tag: 'Networks',
  access: { kind: 'workspace', role: 'owner' },
  params: z.object({ network: z.string().max(40) }),
} as const

export const appRoutes = [
  route({
    ...common,
    method: 'GET',
    summary: 'The desk’s app at a network: which of its keys are known',
    answer: NetworkApp,
    handle: ({ world, params, locale }) => appAnswer(world, params.network, locale),
  }),
  route({
    ...common,
    method: 'PUT',
    summary: 'Give keys of the desk’s app at a network; those not named stay as they are',
    ...{ body: KeepApp, answer: NetworkApp, perMinute: 30 },
    handle: async ({ world, caller, params, body, locale }) => {
      await keepApp(world, caller, params.network, body.fields)
      return appAnswer(world, params.network, locale)
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    summary: 'Forget the desk’s app at a network',
    status: 204,
    handle: async ({ world, caller, params }) => {
      await forgetApp(world, caller, params.network)
      return undefined
    },
  }),
]

async function appAnswer(world: NetworkedWorld, id: string, locale: string): Promise<z.input<typeof NetworkApp>> {
  const { app, ...network } = networkWithApp(world, id)
  const known = (await appsKnown(world)).get(id)
  return describeApp(app, known, addressesOf(world, { ...network, app }), wordsIn(locale))
}
