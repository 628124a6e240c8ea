import { z } from 'zod'
import { badField } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id, PageQuery } from '../team/api.ts'
import { type Caller, type Route, recordAct, route, wordsIn } from '../team/index.ts'
import {
  CommentPage,
  HandTaskPage,
  Move,
  Numbers,
  PublicationPage,
  PublicationState,
  PublicationWhole,
  Resolve,
  Schedule,
  Scheduled,
} from './api.ts'
import { handTasks, taskDone } from './hand-tasks.ts'
import { isOfPost, publicationAnswer, shown, wholeAnswer } from './present.ts'
import { commentsNow, numbersNow } from './read-from-network.ts'
import { schedulePosts, type Scheduled as WhatWasScheduled } from './schedule-post.ts'
import {
  cancelPublication,
  editPublication,
  movePublication,
  removePublication,
  resolvePublication,
  retryPublication,
  type Steer,
} from './steer-publication.ts'
import { publicationRow, publicationsByIds, publicationsOf } from './store.ts'
import { publishNow, unschedulePost } from './unschedule-post.ts'

const tag = 'Publishing'
const OfBrand = z.object({ brandId: Id })
const OfPost = z.object({ brandId: Id, postId: Id })
const OfPublication = z.object({ brandId: Id, publicationId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const publishes = { kind: 'brand', role: 'editor' } as const

export const scheduleRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/schedule',
    summary: 'Plan a post on its accounts, or move it when it is planned',
    ...{ tag, access: publishes, params: OfPost, body: Schedule, answer: Scheduled },
    handle: async ({ world, caller, params: { brandId, postId }, body, locale }) => {
      const scheduled = await schedulePosts(world, caller, brandId, [{ postId, ...body }])
      await noted(world, caller, brandId, 'post.scheduled', postId, body.plan)
      return scheduledAnswer(world, scheduled, locale)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/publish-now',
    summary: 'Publish a post at once',
    ...{ tag, access: publishes, params: OfPost, answer: Scheduled },
    handle: async ({ world, caller, params: { brandId, postId }, locale }) => {
      const scheduled = await publishNow(world, caller, brandId, postId)
      await noted(world, caller, brandId, 'post.published-now', postId)
      return scheduledAnswer(world, scheduled, locale)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/unschedule',
    summary: 'Take from the plan what has not gone out yet',
    ...{ tag, access: publishes, params: OfPost, status: 204 },
    handle: async ({ world, caller, params: { brandId, postId } }) => {
      await unschedulePost(world, caller, brandId, postId)
      await noted(world, caller, brandId, 'post.unscheduled', postId)
      return undefined
    },
  }),
]

const PublicationsQuery = PageQuery.extend({ state: PublicationState.optional(), account: Id.optional() })

export const publicationRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/publications',
    summary: 'Publications, the latest moment first',
    ...{ tag, access: reads, params: OfBrand, query: PublicationsQuery, answer: PublicationPage },
    handle: async ({ world, params: { brandId }, query, locale }) => {
      const { state, account: accountId, limit } = query
      const after = afterKey(query.after)
      const rows = await publicationsOf(world.db, { brandId, state, accountId, after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        items: (await shown(world.db, page)).filter(isOfPost).map((row) => publicationAnswer(row, wordsIn(locale))),
        next: rows.length > limit && last ? `${last.dueAt.toISOString()} ${last.id}` : null,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/publications/:publicationId',
    summary: 'One publication with its ledger',
    ...{ tag, access: reads, params: OfPublication, answer: PublicationWhole },
    handle: ({ world, params, locale }) => whole(world, params, locale),
  }),
  steering('cancel', 'Take it from the plan', cancelPublication),
  steering('retry', 'Try again what was missed or rejected', retryPublication),
  steering('remove', 'Take it down from the network', removePublication),
  steering('edit', 'Bring the network’s copy to the post as it now is', editPublication),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/publications/:publicationId/move',
    summary: 'Move one publication',
    ...{ tag, access: publishes, params: OfPublication, body: Move, answer: PublicationWhole },
    handle: async ({ world, caller, params, body, locale }) => {
      await movePublication(world, caller, params.brandId, params.publicationId, body.plan)
      return whole(world, params, locale)
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/publications/:publicationId/resolve',
    summary: 'A person’s verdict on one whose outcome nobody knows',
    ...{ tag, access: publishes, params: OfPublication, body: Resolve, answer: PublicationWhole },
    handle: async ({ world, caller, params, body, locale }) => {
      await resolvePublication(world, caller, params.brandId, params.publicationId, body)
      await noted(world, caller, params.brandId, 'publication.resolved', params.publicationId, body)
      return whole(world, params, locale)
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/publications/:publicationId/comments',
    summary: 'Comments, read from the network now',
    ...{ tag, access: reads, params: OfPublication, query: PageQuery, answer: CommentPage },
    handle: async ({ world, params: { brandId, publicationId }, query, signal }) =>
      commentsNow(world, await publicationRow(world.db, brandId, publicationId), query.after, signal),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/publications/:publicationId/numbers',
    summary: 'Numbers, read from the network now',
    ...{ tag, access: reads, params: OfPublication, answer: Numbers },
    handle: async ({ world, params: { brandId, publicationId }, signal }) =>
      numbersNow(world, await publicationRow(world.db, brandId, publicationId), signal),
  }),
]

export const taskRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/tasks',
    summary: 'What a person has to do by hand',
    ...{ tag, access: reads, params: OfBrand, query: PageQuery, answer: HandTaskPage },
    handle: ({ world, params: { brandId }, query, locale }) => handTasks(world, brandId, query, wordsIn(locale)),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/tasks/:taskId/done',
    summary: 'Tick off a task',
    ...{ tag, access: publishes, params: z.object({ brandId: Id, taskId: Id }), status: 204 },
    handle: async ({ world, caller, params: { brandId, taskId } }) => {
      await taskDone(world, caller, brandId, taskId)
      await noted(world, caller, brandId, 'task.done', taskId)
      return undefined
    },
  }),
]

function steering(verb: string, summary: string, steer: Steer): Route {
  return route({
    method: 'POST',
    path: `/api/brands/:brandId/publications/:publicationId/${verb}`,
    ...{ summary, tag, access: publishes, params: OfPublication, answer: PublicationWhole },
    handle: async ({ world, caller, params, locale }) => {
      await steer(world, caller, params.brandId, params.publicationId)
      await noted(world, caller, params.brandId, `publication.${verb}`, params.publicationId)
      return whole(world, params, locale)
    },
  })
}

async function whole(world: NetworkedWorld, of: { brandId: string; publicationId: string }, locale: string) {
  const row = await publicationRow(world.db, of.brandId, of.publicationId)
  const [found] = await shown(world.db, [row])
  if (!found) throw new Error(`publication ${row.id} has no post or account`)
  return wholeAnswer(world, found, wordsIn(locale))
}

async function scheduledAnswer(world: NetworkedWorld, scheduled: WhatWasScheduled, locale: string) {
  const words = wordsIn(locale)
  const rows = await shown(world.db, await publicationsByIds(world.db, scheduled.publicationIds))
  return {
    publications: rows.filter(isOfPost).map((row) => publicationAnswer(row, words)),
    warnings: scheduled.advice.map(({ code, values, accountId }) => ({
      code,
      accountId,
      message: words.say(code, values),
    })),
  }
}

function afterKey(after: string | undefined) {
  if (after === undefined) return undefined
  const [moment = '', id = ''] = after.split(' ')
  const dueAt = new Date(moment)
  if (Number.isNaN(dueAt.getTime()) || !id) throw badField('after', 'publishing.noSuchPage')
  return { dueAt, id }
}

const noted = (
  world: NetworkedWorld,
  by: Caller,
  brandId: string,
  name: string,
  subject: string,
  details?: Record<string, unknown>,
) => recordAct(world.db, { by, name, brandId, subject, details, at: world.clock.now() })
