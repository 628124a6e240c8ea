import { z } from 'zod'
import type { NetworkedWorld as World } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import {
  Advocates,
  BankItem,
  BankItemSettings,
  BankItems,
  BankQuery,
  ChangeInvitation,
  Critics,
  Invitations,
  MakeInvitation,
  Reputation,
  ReputationQuery,
  UseBankItem,
  UsedBankItem,
} from './api.ts'
import { bankAnswers, bankOf, changeBankItem, makeBankItem, removeBankItem, useBankItem } from './bank.ts'
import { changeInvitation, invitationsOf, makeInvitation } from './invitations.ts'
import { measureReputation } from './measure-reputation.ts'
import { advocatesOf, criticsOf } from './speakers.ts'

const tag = 'Reputation'
const reads = { kind: 'brand', role: 'viewer' } as const
const answers = { kind: 'brand', role: 'author' } as const
const edits = { kind: 'brand', role: 'editor' } as const
const params = z.object({ brandId: Id })
const OfInvitation = params.extend({ invitationId: Id })
const OfItem = params.extend({ itemId: Id })
const brand = '/api/brands/:brandId'

async function itemAnswer(world: World, row: Awaited<ReturnType<typeof makeBankItem>>) {
  const [answer] = await bankAnswers(world.db, [row])
  if (!answer) throw new Error('an item of the bank came to no answer')
  return answer
}

export const nameRoutes: Route<World>[] = [
  route({
    ...{ method: 'GET', path: `${brand}/reputation`, tag, access: reads, params, query: ReputationQuery },
    answer: Reputation,
    summary:
      'How the brand is spoken of, by week, network or topic; how fast and how often it answers; what it removed',
    handle: ({ world, params, query }) => measureReputation(world, params.brandId, query),
  }),
  route({
    ...{ method: 'GET', path: `${brand}/reputation/advocates`, tag, access: reads, params, answer: Advocates },
    summary: 'Who speaks well of the brand, and often',
    handle: ({ world, params }) => advocatesOf(world, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${brand}/reputation/critics`, tag, access: reads, params, answer: Critics },
    summary: 'Who speaks ill of the brand, of what, how far they are heard, and what was done',
    handle: ({ world, params }) => criticsOf(world, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${brand}/advocate-invitations`, tag, access: reads, params, answer: Invitations },
    summary: 'Invitations of advocates, those under way first',
    handle: ({ world, params }) => invitationsOf(world, params.brandId),
  }),
  route({
    ...{ method: 'POST', path: `${brand}/advocate-invitations`, tag, access: edits, params, status: 201 as const },
    ...{ body: MakeInvitation, answer: Invitations },
    summary: 'Plan to invite somebody; nothing is sent by itself',
    handle: async ({ world, caller, params, body }) => {
      await makeInvitation(world, caller, params.brandId, body)
      return invitationsOf(world, params.brandId)
    },
  }),
  route({
    ...{ method: 'PATCH', path: `${brand}/advocate-invitations/:invitationId`, tag, access: edits },
    ...{ params: OfInvitation, body: ChangeInvitation, answer: Invitations },
    summary: 'Note how an invitation goes',
    handle: async ({ world, caller, params, body }) => {
      await changeInvitation(world, caller, params, body)
      return invitationsOf(world, params.brandId)
    },
  }),
  route({
    ...{ method: 'GET', path: `${brand}/bank`, tag, access: reads, params, query: BankQuery, answer: BankItems },
    summary: 'Statements, answers of experts and facts, ready to be used',
    handle: async ({ world, params, query }) => ({
      items: await bankAnswers(world.db, await bankOf(world.db, params.brandId, query)),
    }),
  }),
  route({
    ...{ method: 'POST', path: `${brand}/bank`, tag, access: edits, params, body: BankItemSettings, answer: BankItem },
    ...{ status: 201 as const, summary: 'Put something into the bank; a fact needs its source' },
    handle: async ({ world, caller, params, body }) =>
      itemAnswer(world, await makeBankItem(world, caller, params.brandId, body)),
  }),
  route({
    ...{ method: 'PATCH', path: `${brand}/bank/:itemId`, tag, access: edits, params: OfItem },
    ...{ body: BankItemSettings, answer: BankItem },
    summary: 'Change something in the bank',
    handle: async ({ world, caller, params, body }) =>
      itemAnswer(world, await changeBankItem(world, caller, params, body)),
  }),
  route({
    ...{ method: 'DELETE', path: `${brand}/bank/:itemId`, tag, access: edits, params: OfItem, status: 204 as const },
    summary: 'Take something out of the bank',
    handle: async ({ world, caller, params }) => {
      await removeBankItem(world, caller, params)
      return undefined
    },
  }),
  route({
    ...{ method: 'POST', path: `${brand}/bank/:itemId/use`, tag, access: answers, params: OfItem },
    ...{ body: UseBankItem, answer: UsedBankItem },
    summary: 'The text for an answer, in the language of who is answered; counts as used',
    handle: ({ world, caller, params, body }) => useBankItem(world, caller, params, body),
  }),
]
