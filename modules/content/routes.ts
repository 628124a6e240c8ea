import { z } from 'zod'
import { badField } from '../../kernel/failure.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { splitText } from '../../networks/split-text.ts'
import { accountsOf } from '../brand/index.ts'
import { Id, PageQuery } from '../team/api.ts'
import { namesOf, type Route, route, wordsIn } from '../team/index.ts'
import {
  AmHere,
  ChangePost,
  CheckContent,
  FetchCard,
  Findings,
  LinkCard,
  MakePost,
  Post,
  PostPage,
  Preparations,
  Presence,
  RestoredPost,
  Revisions,
  SplitText,
  Splitted,
  Stage,
} from './api.ts'
import { binPost, copyPost, restorePost } from './bin-post.ts'
import { checkPost, costAnswer, findingAnswer } from './check-post.ts'
import { fetchCard } from './fetch-card.ts'
import type { PostRow } from './post.ts'
import { preparationsOf } from './preparations.ts'
import { beHere } from './presence.ts'
import { presentLines, presentPost } from './present.ts'
import { restoreRevision } from './restore-revision.ts'
import { type PostKey, postOf, postsOf, revisionsOf } from './store.ts'
import { changePost, makePost } from './write-post.ts'

const tag = 'Posts'
const OfBrand = z.object({ brandId: Id })
const OfPost = z.object({ brandId: Id, postId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'author' } as const

const PostsQuery = PageQuery.extend({
  stage: Stage.optional(),
  q: z.string().max(200).optional(),
  rubric: Id.optional(),
  account: Id.optional(),
  bin: z.stringbool().default(false),
})

export const postRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/posts',
    summary: 'Posts, newest change first',
    tag,
    access: reads,
    params: OfBrand,
    query: PostsQuery,
    answer: PostPage,
    handle: async ({ world, params, query }) => {
      const rows = await postsOf(world.db, {
        ...{
          brandId: params.brandId,
          stage: query.stage,
          words: query.q,
          rubricId: query.rubric,
          accountId: query.account,
        },
        ...{ deleted: query.bin, after: keyFrom(query.after), limit: query.limit + 1 },
      })
      const shown = rows.slice(0, query.limit)
      return {
        items: await presentLines(world.db, shown),
        next: rows.length > shown.length ? keyOf(shown.at(-1)) : null,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts',
    summary: 'Write a post',
    tag,
    access: writes,
    status: 201,
    params: OfBrand,
    body: MakePost,
    answer: Post,
    handle: async ({ world, caller, params, body, locale }) =>
      presentPost(world, await makePost(world, caller, params.brandId, body), wordsIn(locale)),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/posts/:postId',
    summary: 'A post',
    tag,
    access: reads,
    params: OfPost,
    answer: Post,
    handle: async ({ world, params, locale }) =>
      presentPost(world, await postOf(world.db, params.brandId, params.postId, { deleted: true }), wordsIn(locale)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/posts/:postId',
    summary: 'Change a post; what others changed meanwhile is merged',
    tag,
    access: writes,
    params: OfPost,
    body: ChangePost,
    answer: Post,
    handle: async ({ world, caller, params, body, locale }) => {
      const changed = await changePost(world, caller, params.brandId, params.postId, body)
      return presentPost(world, changed.row, wordsIn(locale), changed.resolved)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/posts/:postId',
    summary: 'Put a post into the bin',
    tag,
    access: writes,
    status: 204,
    params: OfPost,
    handle: async ({ world, caller, params }) => {
      await binPost(world, caller, params.brandId, params.postId)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/restore',
    summary: 'Take a post out of the bin',
    tag,
    access: writes,
    params: OfPost,
    answer: Post,
    handle: async ({ world, caller, params, locale }) =>
      presentPost(world, await restorePost(world, caller, params.brandId, params.postId), wordsIn(locale)),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/copy',
    summary: 'A new draft with the same words and files',
    tag,
    access: writes,
    status: 201,
    params: OfPost,
    answer: Post,
    handle: async ({ world, caller, params, locale }) =>
      presentPost(world, await copyPost(world, caller, params.brandId, params.postId), wordsIn(locale)),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/posts/:postId/revisions',
    summary: 'Who changed what, newest first',
    tag,
    access: reads,
    params: OfPost,
    answer: Revisions,
    handle: async ({ world, params }) => {
      await postOf(world.db, params.brandId, params.postId)
      const rows = await revisionsOf(world.db, params.postId)
      const names = await namesOf(
        world.db,
        rows.map((row) => row.by),
      )
      return { items: rows.map((row) => ({ ...row, at: row.at.toISOString(), by: names.get(row.by) ?? '' })) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/revisions/:version/restore',
    summary: 'Write an earlier version again',
    tag,
    access: writes,
    params: OfPost.extend({ version: z.coerce.number().int().min(1) }),
    answer: RestoredPost,
    handle: async ({ world, caller, params, locale }) => {
      const { brandId, postId, version } = params
      const { row, leftOut } = await restoreRevision(world, caller, brandId, postId, version)
      return { ...(await presentPost(world, row, wordsIn(locale))), leftOut }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/posts/:postId/preparations',
    summary: 'How far its videos and sounds are made to fit',
    tag,
    access: reads,
    params: OfPost,
    answer: Preparations,
    handle: async ({ world, params, locale }) => {
      const post = await postOf(world.db, params.brandId, params.postId)
      return { items: await preparationsOf(world, post, locale) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/preparations',
    summary: 'Make its videos and sounds fit now, rather than before they are due',
    tag,
    access: writes,
    status: 202,
    params: OfPost,
    answer: Preparations,
    handle: async ({ world, params, locale }) => {
      const { brandId, postId } = params
      const post = await postOf(world.db, brandId, postId)
      await enqueue(world.db, world.clock, 'content.prepare', { brandId, postId }, { key: `prepare ${postId}` })
      return { items: await preparationsOf(world, post, locale) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/presence',
    summary: 'I am in this post; who else is?',
    tag,
    access: reads,
    params: OfPost,
    body: AmHere,
    answer: Presence,
    handle: ({ world, caller, params, body }) => beHere(world, caller, params.brandId, params.postId, body),
  }),
]

export const composingRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/brands/:brandId/check',
    summary: 'What the networks would say against a content, and what it costs there',
    tag,
    access: writes,
    params: OfBrand,
    body: CheckContent,
    answer: Findings,
    handle: async ({ world, params, body, locale }) => {
      const post = { ...body, brandId: params.brandId, language: body.language ?? null }
      const { findings, costs } = await checkPost(world, post)
      const words = wordsIn(locale)
      return {
        findings: findings.map((finding) => findingAnswer(finding, words)),
        costs: costs.map((cost) => costAnswer(cost, words)),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/split',
    summary: 'Split a long text into the parts of a thread',
    tag,
    access: writes,
    params: OfBrand,
    body: SplitText,
    answer: Splitted,
    handle: async ({ world, params, body }) => {
      const accounts = (await accountsOf(world.db, params.brandId)).filter((account) =>
        body.accountIds.includes(account.id),
      )
      if (accounts.length === 0) throw badField('accountIds', 'content.accountUnknown')
      const each = accounts.map((account) => {
        const { composing } = world.networks.get(account.network)
        return splitText(composing, account.facts, body.text, { counters: body.numbered })
      })
      return { parts: each.sort((a, b) => b.length - a.length)[0] ?? [body.text] }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/cards',
    summary: 'The card of a link, as its page describes itself',
    tag,
    access: writes,
    ...{ perMinute: 30, callsNetworks: true },
    params: OfBrand,
    body: FetchCard,
    answer: LinkCard,
    handle: ({ world, caller, params, body }) => fetchCard(world, caller, params.brandId, body.url),
  }),
]

const keyOf = (row: PostRow | undefined) => (row ? `${row.changedAt.toISOString()}_${row.id}` : null)

function keyFrom(after: string | undefined): PostKey | undefined {
  if (!after) return undefined
  const [moment = '', id = ''] = after.split('_')
  const changedAt = new Date(moment)
  if (Number.isNaN(changedAt.getTime()) || !id) throw badField('after', 'content.badKey')
  return { changedAt, id }
}
