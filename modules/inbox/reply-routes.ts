import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { namesOf, type Route, route, wordsIn } from '../team/index.ts'
import { actOf, actOn, undoAct } from './act-on.ts'
import { presentAct } from './acts-of.ts'
import { ActDone, MakeAct, MakeReply, Reply, SendBack } from './api.ts'
import { presentReplies } from './present-reply.ts'
import { replyTo } from './reply-to.ts'
import { approveReply, cancelReply, replyOf, sendBackReply } from './steer-reply.ts'

const tag = 'Inbox'
const OfReply = z.object({ brandId: Id, replyId: Id })
const author = { kind: 'brand', role: 'author' } as const
const editor = { kind: 'brand', role: 'editor' } as const

type Asked = { world: NetworkedWorld; params: { brandId: string }; locale: string }

async function told({ world, params, locale }: Asked, replyId: string) {
  const row = await replyOf(world.db, params.brandId, replyId)
  const [shown] = await presentReplies(world.db, [row], wordsIn(locale), world.clock.now())
  if (!shown) throw new Error('a reply went while it was read')
  return shown
}

async function toldAct({ world, params, locale }: Asked, actId: string) {
  const row = await actOf(world.db, params.brandId, actId)
  const { network } = await world.db
    .selectFrom('account')
    .select('network')
    .where('id', '=', row.accountId)
    .executeTakeFirstOrThrow()
  const names = await namesOf(world.db, row.by ? [row.by] : [])
  return presentAct(row, { names, moderate: world.networks.get(network).moderate, words: wordsIn(locale) })
}

export const replyRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/conversations/:conversationId/replies', tag, access: author },
    summary: 'Answer; for some seconds it may be undone',
    params: z.object({ brandId: Id, conversationId: Id }),
    body: MakeReply,
    answer: Reply,
    status: 201,
    callsNetworks: true,
    handle: async (asked) => {
      const { world, caller, params, body, headers } = asked
      const key = headers['idempotency-key']
      const replyId = await replyTo(world, { kind: 'person', caller }, { ...params, ...body, ...(key ? { key } : {}) })
      return told(asked, replyId)
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/replies/:replyId/cancel', tag, access: author, params: OfReply },
    summary: 'Take back an answer that is not on its way yet',
    answer: Reply,
    handle: async (asked) => {
      await cancelReply(asked.world, asked.caller, asked.params)
      return told(asked, asked.params.replyId)
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/replies/:replyId/approve', tag, access: editor, params: OfReply },
    summary: 'Agree to an answer, which goes then',
    answer: Reply,
    handle: async (asked) => {
      await approveReply(asked.world, asked.caller, asked.params)
      return told(asked, asked.params.replyId)
    },
  }),
  route({
    ...{
      method: 'POST',
      path: '/api/brands/:brandId/replies/:replyId/send-back',
      tag,
      access: editor,
      params: OfReply,
    },
    summary: 'Send an answer back to who wrote it',
    body: SendBack,
    answer: Reply,
    handle: async (asked) => {
      await sendBackReply(asked.world, asked.caller, asked.params, asked.body.reason)
      return told(asked, asked.params.replyId)
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/interactions/:interactionId/acts', tag, access: author },
    summary: 'Like, hide, delete, block or report what somebody said; all but liking is for editors',
    params: z.object({ brandId: Id, interactionId: Id }),
    body: MakeAct,
    answer: ActDone,
    status: 202,
    handle: async (asked) => {
      const { world, caller, params, body } = asked
      return toldAct(asked, await actOn(world, { kind: 'person', caller }, { ...params, ...body }))
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/acts/:actId/undo', tag, access: author, status: 202 },
    summary: 'Take back what was done with it, where the network can',
    params: z.object({ brandId: Id, actId: Id }),
    answer: ActDone,
    handle: async (asked) => {
      const { world, caller, params } = asked
      return toldAct(asked, await undoAct(world, { kind: 'person', caller }, params))
    },
  }),
]
