import { z } from 'zod'
import { notFound } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { route } from '../team/index.ts'
import { accountAnswers, disconnectAccount, pauseAccount } from './accounts.ts'
import { Account, Accounts, ChangeAccount } from './api.ts'
import { checkAccount } from './check-account.ts'
import { type AccountRow, accountOf, accountsOf } from './store.ts'

const tag = 'Accounts'
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'manager' } as const
const params = z.object({ brandId: Id, accountId: Id })

export const accountRoutes = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/accounts',
    summary: 'The connected accounts of a brand',
    ...{ tag, access: reads, params: z.object({ brandId: Id }), answer: Accounts },
    handle: async ({ world, params }) => ({
      items: await accountAnswers(world, await accountsOf(world.db, params.brandId)),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/accounts/:accountId',
    summary: 'An account, also one that was disconnected',
    ...{ tag, access: reads, params, answer: Account },
    handle: async ({ world, params }) => oneAnswer(world, await accountOf(world.db, params.brandId, params.accountId)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/accounts/:accountId',
    summary: 'Pause an account, or let it go on',
    ...{ tag, access: writes, params, body: ChangeAccount, answer: Account },
    handle: async ({ world, caller, params, body }) => {
      if (body.paused !== undefined) await pauseAccount(world, caller, params, body.paused)
      return oneAnswer(world, await accountOf(world.db, params.brandId, params.accountId))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/accounts/:accountId',
    summary: 'Disconnect an account; its history stays',
    ...{ tag, access: writes, params, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await disconnectAccount(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/accounts/:accountId/check',
    summary: 'Ask the network how the account is',
    ...{ tag, access: { kind: 'brand', role: 'editor' } as const, params, answer: Account },
    ...{ perMinute: 60, callsNetworks: true },
    handle: async ({ world, params }) => oneAnswer(world, await checkAccount(world, params.brandId, params.accountId)),
  }),
]

async function oneAnswer(world: NetworkedWorld, row: AccountRow): Promise<z.input<typeof Account>> {
  const [answer] = await accountAnswers(world, [row])
  if (!answer) throw notFound('brand.noAccount')
  return answer
}
