import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { answerAsked, askedBy } from './answer-asked.ts'
import { AnswerAsked, Asked, ExpertSettings, Experts, Forwards, MakeForward, NewForward } from './api.ts'
import { changeExpert, expertsOf, makeExpert, removeExpert } from './experts.ts'
import { closeForward, forwardsOf, forwardTo, remindNow } from './forwards.ts'
import { conversationIn } from './store.ts'

const tag = 'Experts'
const reads = { kind: 'brand', role: 'viewer' } as const
const answers = { kind: 'brand', role: 'author' } as const
const edits = { kind: 'brand', role: 'editor' } as const
const params = z.object({ brandId: Id })
const OfExpert = params.extend({ expertId: Id })
const OfConversation = params.extend({ conversationId: Id })
const OfForward = params.extend({ forwardId: Id })

export const expertRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/experts',
    summary: 'Who may be asked',
    ...{ tag, access: answers, params, answer: Experts },
    handle: async ({ world, params }) => ({ items: await expertsOf(world.db, params.brandId) }),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/experts',
    summary: 'Add an expert',
    ...{ tag, access: edits, params, body: ExpertSettings, answer: z.object({ id: Id }), status: 201 as const },
    handle: async ({ world, caller, params, body }) => ({ id: await makeExpert(world, caller, params.brandId, body) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/experts/:expertId',
    summary: 'Change an expert',
    ...{ tag, access: edits, params: OfExpert, body: ExpertSettings.partial(), status: 204 as const },
    handle: async ({ world, caller, params, body }) => {
      await changeExpert(world, caller, params, body)
      return undefined
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/experts/:expertId',
    summary: 'Remove an expert; what they answered stays',
    ...{ tag, access: edits, params: OfExpert, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeExpert(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/conversations/:conversationId/forwards',
    summary: 'Whom this conversation was forwarded to, and what they answered',
    ...{ tag, access: reads, params: OfConversation, answer: Forwards },
    handle: async ({ world, params }) => {
      await conversationIn(world.db, params.brandId, params.conversationId)
      return { items: await forwardsOf(world.db, params) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/conversations/:conversationId/forwards',
    summary: 'Ask an expert about this conversation, by mail',
    ...{ tag, access: answers, params: OfConversation, body: MakeForward, answer: NewForward, status: 201 as const },
    perMinute: 20,
    handle: ({ world, caller, params, body }) => forwardTo(world, caller, params, body),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/forwards/:forwardId/remind',
    summary: 'Remind an expert',
    ...{ tag, access: answers, params: OfForward, status: 204 as const },
    perMinute: 10,
    handle: async ({ world, caller, params }) => {
      await remindNow(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/forwards/:forwardId/close',
    summary: 'Withdraw a question; its link leads nowhere then',
    ...{ tag, access: answers, params: OfForward, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await closeForward(world, caller, params)
      return undefined
    },
  }),
]

const Token = z.object({ token: z.string().min(1).max(200) })

/** What an expert may do with the link alone. The token is the right; nothing else of the brand can be reached by it. */
export const askedRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/asked/:token',
    summary: 'What an expert is asked',
    ...{ tag, access: { kind: 'public' } as const, perMinute: 60, params: Token, answer: Asked },
    handle: ({ world, params }) => askedBy(world, params.token),
  }),
  route({
    method: 'POST',
    path: '/api/asked/:token',
    summary: 'An expert answers, once',
    ...{ tag, access: { kind: 'public' } as const, perMinute: 10, params: Token, body: AnswerAsked, answer: Asked },
    handle: ({ world, params, body }) => answerAsked(world, params.token, body.text),
  }),
]
