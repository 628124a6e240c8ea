import { z } from 'zod'
import { badField } from '../../kernel/failure.ts'
import { Id, PageQuery } from '../team/api.ts'
import { type Download, type Route, route } from '../team/index.ts'
import { ChangeMedia, Media, MediaKind, MediaPage, MediaTaken, MediaUsers } from './api.ts'
import { changeMedia, removeMedia, restoreMedia, takeMedia } from './media.ts'
import { pictureOf } from './picture.ts'
import { mediaAnswer } from './post.ts'
import { rangedDownload } from './ranged-download.ts'
import { mediaOf, mediaRow, mediaToShow, postsUsing } from './store.ts'

const tag = 'Media'
const OfBrand = z.object({ brandId: Id })
const OfMedia = z.object({ brandId: Id, mediaId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'author' } as const
const forever = { 'cache-control': 'private, max-age=31536000, immutable' }

const MediaQuery = PageQuery.extend({
  kind: MediaKind.optional(),
  q: z.string().max(200).optional(),
  tag: z.string().max(50).optional(),
  used: z.stringbool().optional(),
})
const PreviewQuery = z.object({
  width: z.coerce.number().int().min(16).max(2000).default(800),
  ratio: z.coerce.number().min(0.1).max(10).optional(),
})

export const mediaRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/media',
    summary: 'The media library, newest first',
    tag,
    access: reads,
    params: OfBrand,
    query: MediaQuery,
    answer: MediaPage,
    handle: async ({ world, params, query }) => {
      const { kind, q, tag: label, used, after, limit } = query
      const rows = await mediaOf(world.db, {
        brandId: params.brandId,
        kind,
        words: q,
        tag: label,
        used,
        after,
        limit: limit + 1,
      })
      const shown = rows.slice(0, limit)
      return {
        items: shown.map((row) => mediaAnswer(row, row.uses)),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/media',
    summary: 'Take files into the library',
    tag,
    access: writes,
    status: 201,
    params: OfBrand,
    upload: true,
    answer: MediaTaken,
    handle: async ({ world, caller, params, files }) => {
      const items: z.infer<typeof Media>[] = []
      for await (const file of files()) items.push(mediaAnswer(await takeMedia(world, caller, params.brandId, file), 0))
      if (items.length === 0) throw badField('file', 'content.noFile')
      return { items }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/media/:mediaId',
    summary: 'A file and the posts that use it',
    tag,
    access: reads,
    params: OfMedia,
    answer: MediaUsers,
    handle: async ({ world, params }) => {
      const row = await mediaRow(world.db, params.brandId, params.mediaId)
      const posts = await postsUsing(world.db, params.mediaId)
      return {
        media: mediaAnswer(row, row.uses),
        posts: posts.map((post) => ({ id: post.id, title: post.title || post.excerpt })),
      }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/media/:mediaId',
    summary: 'Alternative text, tags, rights, name',
    tag,
    access: writes,
    params: OfMedia,
    body: ChangeMedia,
    answer: Media,
    handle: async ({ world, params, body }) => {
      const row = await changeMedia(world, params.brandId, params.mediaId, body)
      return mediaAnswer(row, row.uses)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/media/:mediaId',
    summary: 'Remove a file that no post uses',
    tag,
    access: writes,
    status: 204,
    params: OfMedia,
    handle: async ({ world, caller, params }) => {
      await removeMedia(world, caller, params.brandId, params.mediaId)
      return undefined
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/media/:mediaId/restore',
    summary: 'Take back the removal of a file',
    tag,
    access: writes,
    params: OfMedia,
    answer: Media,
    handle: async ({ world, caller, params }) => {
      await restoreMedia(world, caller, params.brandId, params.mediaId)
      const row = await mediaRow(world.db, params.brandId, params.mediaId)
      return mediaAnswer(row, row.uses)
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/media/:mediaId/file',
    summary: 'The original, whole or a range of it',
    tag,
    access: reads,
    params: OfMedia,
    handle: async ({ world, params, headers }): Promise<Download> => {
      const row = await mediaToShow(world.db, params.brandId, params.mediaId)
      const { mime: type, fileName } = row
      const of = { type, fileName, inline: row.kind !== 'document', bytes: Number(row.bytes), range: headers.range }
      return rangedDownload(of, (range) => world.files.read(row.fileKey, range), forever)
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/media/:mediaId/thumbnail',
    summary: 'A small still picture of any file',
    tag,
    access: reads,
    params: OfMedia,
    handle: async ({ world, params }): Promise<Download> => {
      const row = await mediaToShow(world.db, params.brandId, params.mediaId)
      return {
        download: await world.files.read(row.thumbnailKey ?? row.fileKey),
        type: 'image/webp',
        inline: true,
        headers: forever,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/media/:mediaId/preview',
    summary: 'A picture at a width, cut to a ratio',
    tag,
    access: reads,
    params: OfMedia,
    query: PreviewQuery,
    handle: async ({ world, params, query }): Promise<Download> => {
      const row = await mediaToShow(world.db, params.brandId, params.mediaId)
      return {
        download: await pictureOf(world, row, query),
        type: 'image/webp',
        inline: true,
        headers: forever,
      }
    },
  }),
]
