import { z } from 'zod'
import { conflict } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { type MediaRow, pictureOf, postOf } from '../content/index.ts'
import { Id } from '../team/api.ts'
import { allow, type Caller, type Download, mayIn, type Route, route } from '../team/index.ts'
import { Decide, DecideSignedIn, SharedView } from './api.ts'
import { decide } from './decide.ts'
import { forApproval, mediaForApproval, mediaThroughLink, sharedView, throughLink } from './links.ts'

const tag = 'Approval'
const OfBrand = z.object({ brandId: Id })
const OfPost = z.object({ brandId: Id, postId: Id })
const Token = z.object({ token: z.string().min(1).max(200) })
const Width = z.object({ width: z.coerce.number().int().min(16).max(2000).default(1200) })

/** For people whose role in the brand is to decide on what is shown to them. */
export const signedInClientRoutes: Route[] = [
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/for-approval', summary: 'What waits for a decision', tag },
    ...{ access: { kind: 'brand', role: 'client' }, params: OfBrand, answer: SharedView },
    handle: ({ world, params }) => forApproval(world, params.brandId),
  }),
  route({
    ...{
      method: 'POST',
      path: '/api/brands/:brandId/for-approval/:postId/decide',
      summary: 'A signed-in client decides',
      tag,
    },
    ...{ access: { kind: 'brand', role: 'client' }, params: OfPost, body: DecideSignedIn, answer: SharedView },
    handle: async ({ world, caller, params, body }) => {
      allow(mayDecide(caller, params.brandId), 'approval.mayNotDecide')
      const { stage } = await postOf(world.db, params.brandId, params.postId)
      if (stage === 'draft') throw conflict('approval.withdrawn')
      await decide(world, caller, params.brandId, params.postId, body.decision, body)
      return forApproval(world, params.brandId)
    },
  }),
  route({
    ...{
      method: 'GET',
      path: '/api/brands/:brandId/for-approval/media/:mediaId',
      summary: 'A picture of a post that waits',
      tag,
    },
    ...{ access: { kind: 'brand', role: 'client' }, params: OfBrand.extend({ mediaId: Id }), query: Width },
    handle: async ({ world, params, query }) =>
      shownMedia(world, await mediaForApproval(world, params.brandId, params.mediaId), query),
  }),
]

/** Editors and those above, and clients; authors and viewers only look. */
const mayDecide = (caller: Caller, brandId: string) =>
  mayIn(caller, brandId, 'editor') || caller.brands.get(brandId) === 'client'

/** What a client may do with the link alone. The token is the right; nothing else of the brand can be reached by it. */
export const clientRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shared/:token',
    summary: 'What a client sees behind a link',
    tag,
    access: { kind: 'public' },
    perMinute: 60,
    params: Token,
    answer: SharedView,
    handle: ({ world, params }) => sharedView(world, params.token),
  }),
  route({
    method: 'POST',
    path: '/api/shared/:token/posts/:postId/decide',
    summary: 'A client approves or sends back',
    tag,
    access: { kind: 'public' },
    perMinute: 30,
    params: Token.extend({ postId: Id }),
    body: Decide,
    answer: SharedView,
    handle: async ({ world, params, body }) => {
      const { link, post } = await throughLink(world, params.token, params.postId)
      const { workspaceId } = await brandOf(world.db, link.brandId)
      await decide(world, { workspaceId, name: body.name, linkId: link.id }, link.brandId, post.id, body.decision, body)
      return sharedView(world, params.token)
    },
  }),
  route({
    method: 'GET',
    path: '/api/shared/:token/media/:mediaId',
    summary: 'A picture of a shared post',
    tag,
    access: { kind: 'public' },
    perMinute: 600,
    params: Token.extend({ mediaId: Id }),
    query: Width,
    handle: async ({ world, params, query }) =>
      shownMedia(world, await mediaThroughLink(world, params.token, params.mediaId), query),
  }),
]

/** Video and sound as they are; everything else as a still picture. */
async function shownMedia(world: World, row: MediaRow, size: { width: number }): Promise<Download> {
  const headers = { 'cache-control': 'private, max-age=3600' }
  if (row.kind !== 'video' && row.kind !== 'audio')
    return { download: await pictureOf(world, row, size), type: 'image/webp', inline: true, headers }
  const length = { 'content-length': String(row.bytes) }
  return {
    download: await world.files.read(row.fileKey),
    type: row.mime,
    inline: true,
    headers: { ...headers, ...length },
  }
}
