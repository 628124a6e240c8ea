import { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { Post, postOf, presentPost } from '../content/index.ts'
import { Id } from '../team/api.ts'
import { type Route, route, wordsIn } from '../team/index.ts'
import { ApprovalLines, ApprovalLinks, Approve, MakeLink, NewApprovalLink, Say, SendBack } from './api.ts'
import { decide, submitPost } from './decide.ts'
import { answerOf, makeLink } from './links.ts'
import { closeLink, keepLine, linesOf, linksOf } from './store.ts'

const tag = 'Approval'
const OfBrand = z.object({ brandId: Id })
const OfPost = z.object({ brandId: Id, postId: Id })

export const decisionRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/submit',
    summary: 'Ask for approval',
    tag,
    access: { kind: 'brand', role: 'author' },
    params: OfPost,
    answer: Post,
    handle: async ({ world, caller, params, locale }) =>
      presentPost(world, await submitPost(world, caller, params.brandId, params.postId), wordsIn(locale)),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/approve',
    summary: 'Approve the version that was looked at',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfPost,
    body: Approve,
    answer: Post,
    handle: async ({ world, caller, params, body, locale }) => {
      const told = { version: body.version, comment: body.comment }
      return presentPost(
        world,
        await decide(world, caller, params.brandId, params.postId, 'approved', told),
        wordsIn(locale),
      )
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/send-back',
    summary: 'Send back with what is to change',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfPost,
    body: SendBack,
    answer: Post,
    handle: async ({ world, caller, params, body, locale }) => {
      const post = await decide(world, caller, params.brandId, params.postId, 'sent-back', body)
      return presentPost(world, post, wordsIn(locale))
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/posts/:postId/approvals',
    summary: 'What was said and decided',
    tag,
    access: { kind: 'brand', role: 'viewer' },
    params: OfPost,
    answer: ApprovalLines,
    handle: async ({ world, params }) => {
      await postOf(world.db, params.brandId, params.postId)
      return { items: (await linesOf(world.db, [params.postId])).get(params.postId) ?? [] }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/comments',
    summary: 'Say something about a post',
    tag,
    access: { kind: 'brand', role: 'viewer' },
    params: OfPost,
    body: Say,
    answer: ApprovalLines,
    status: 201,
    handle: async ({ world, caller, params, body }) => {
      const { version } = await postOf(world.db, params.brandId, params.postId)
      const line = {
        postId: params.postId,
        at: world.clock.now(),
        userId: caller.userId,
        linkId: null,
        name: caller.name,
      }
      await inTransaction(world.db, async (tx) => {
        await keepLine(tx, { ...line, kind: 'comment', text: body.text, version })
        await announce(
          tx,
          'post.commented',
          { postId: params.postId },
          { workspaceId: caller.workspaceId, brandId: params.brandId },
        )
      })
      return { items: (await linesOf(world.db, [params.postId])).get(params.postId) ?? [] }
    },
  }),
]

export const linkRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/approval-links',
    summary: 'Links that still stand',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfBrand,
    answer: ApprovalLinks,
    handle: async ({ world, params }) => {
      const found = await linksOf(world.db, params.brandId, world.clock.now())
      return { items: found.map(({ link, postIds, decided }) => answerOf(link, postIds, decided)) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/approval-links',
    summary: 'A link for a client',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfBrand,
    body: MakeLink,
    answer: NewApprovalLink,
    status: 201,
    handle: ({ world, caller, params, body }) => makeLink(world, caller, params.brandId, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/approval-links/:linkId',
    summary: 'Shut a link',
    tag,
    status: 204,
    access: { kind: 'brand', role: 'editor' },
    params: OfBrand.extend({ linkId: Id }),
    handle: async ({ world, params }) => {
      await closeLink(world.db, params.brandId, params.linkId, world.clock.now())
      return undefined
    },
  }),
]
