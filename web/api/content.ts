import type { z } from 'zod'
import type * as shapes from '../../modules/content/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Post = z.output<typeof shapes.Post>
export type PostLine = z.output<typeof shapes.PostLine>
export type Stage = z.output<typeof shapes.Stage>
export type Media = z.output<typeof shapes.Media>
export type MediaUse = z.output<typeof shapes.MediaUse>
export type Part = z.output<typeof shapes.Part>
export type Variant = z.output<typeof shapes.Variant>
export type Finding = z.output<typeof shapes.Finding>

const at = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`

export const posts = (
  brandId: string,
  query: { stage?: string; q?: string; rubric?: string; account?: string; bin?: boolean; limit?: number } = {},
) => askPages<PostLine>(at(brandId, '/posts'), query)
export const post = (brandId: string, postId: string) => ask<Post>(at(brandId, `/posts/${postId}`))
export const deletePost = (brandId: string, postId: string) => call<void>('DELETE', at(brandId, `/posts/${postId}`))
export const restorePost = (brandId: string, postId: string) =>
  call<Post>('POST', at(brandId, `/posts/${postId}/restore`))
export const copyPost = (brandId: string, postId: string) => call<Post>('POST', at(brandId, `/posts/${postId}/copy`))

/** Addresses for `<img>` and `<video>`; the session's cookie opens them. */
export const thumbnailUrl = (brandId: string, mediaId: string) => at(brandId, `/media/${mediaId}/thumbnail`)
export const fileUrl = (brandId: string, mediaId: string) => at(brandId, `/media/${mediaId}/file`)
