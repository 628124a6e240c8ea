import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { route } from '../team/index.ts'
import { accountAnswers } from './accounts.ts'
import { ChooseAccounts, Connect, ConnectBegun, Connected, ConnectFinish, Practice } from './api.ts'
import { beginConnect, connectBySecret, finishConnect } from './connect.ts'
import { type Brought, chooseAccounts } from './offer-accounts.ts'
import { openPractice } from './open-practice.ts'

const common = {
  method: 'POST',
  tag: 'Accounts',
  access: { kind: 'brand', role: 'manager' },
  params: z.object({ brandId: Id }),
  ...{ perMinute: 60, callsNetworks: true },
} as const

export const connectRoutes = [
  route({
    ...common,
    path: '/api/brands/:brandId/accounts/connect',
    summary: 'Connect accounts by what is typed here',
    ...{ body: Connect, answer: Connected },
    handle: async ({ world, caller, params, body, signal }) =>
      connected(world, await connectBySecret(world, caller, params.brandId, body, signal)),
  }),
  route({
    ...common,
    path: '/api/brands/:brandId/accounts/connect/begin',
    summary: 'Begin to connect at the network itself: the address to go to',
    ...{ body: Connect, answer: ConnectBegun },
    handle: ({ world, caller, params, body, signal }) => beginConnect(world, caller, params.brandId, body, signal),
  }),
  route({
    ...common,
    path: '/api/brands/:brandId/accounts/connect/finish',
    summary: 'Finish with what the network sent back',
    ...{ body: ConnectFinish, answer: Connected },
    handle: async ({ world, caller, params, body, signal }) =>
      connected(world, await finishConnect(world, caller, params.brandId, body, signal)),
  }),
  route({
    ...common,
    path: '/api/brands/:brandId/accounts/connect/choose',
    summary: 'Choose among the accounts that one sign-in brought',
    ...{ body: ChooseAccounts, answer: Connected, callsNetworks: false },
    handle: async ({ world, caller, params, body }) =>
      connected(world, { accounts: await chooseAccounts(world, caller, params.brandId, body) }),
  }),
  route({
    ...common,
    path: '/api/brands/:brandId/accounts/practice',
    summary: 'Open an account of the practice network',
    ...{ body: Practice, answer: Connected },
    handle: async ({ world, caller, params, body, signal }) =>
      connected(world, await openPractice(world, caller, params.brandId, body, signal)),
  }),
]

const connected = async (world: NetworkedWorld, { accounts, choice }: Brought) => ({
  accounts: await accountAnswers(world, accounts),
  choice: choice ?? null,
})
