import type { z } from 'zod'
import type * as shapes from '../../modules/content/api.ts'
import type * as publishing from '../../modules/publishing/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import type { Post } from './content.ts'

export type LinkCard = z.output<typeof shapes.LinkCard>
export type Presence = z.output<typeof shapes.Presence>
export type Revision = z.output<typeof shapes.Revision>
export type RestoredPost = z.output<typeof shapes.RestoredPost>
export type Scheduled = z.output<typeof publishing.Scheduled>
export type Plan = z.input<typeof shapes.Plan>

const of = (brandId: string, postId: string, act = '') => `/api/brands/${brandId}/posts/${postId}${act}`

/** Saving a draft passes its own key, so that a lost answer is asked for again and never done twice. */
export const makePostOnce = (brandId: string, made: z.input<typeof shapes.MakePost>, key: string) =>
  call<Post>('POST', `/api/brands/${brandId}/posts`, { body: made, key })
export const changePostOnce = (
  brandId: string,
  postId: string,
  change: z.input<typeof shapes.ChangePost>,
  key: string,
) => call<Post>('PATCH', of(brandId, postId), { body: change, key })
export const readPost = (brandId: string, postId: string) => call<Post>('GET', of(brandId, postId))

export const revisions = (brandId: string, postId: string) =>
  ask<{ items: Revision[] }>(of(brandId, postId, '/revisions'))
export const restoreRevision = (brandId: string, postId: string, version: number) =>
  call<RestoredPost>('POST', of(brandId, postId, `/revisions/${version}/restore`))

export const beHere = (brandId: string, postId: string, field: string | null, leaving = false) =>
  call<Presence>('POST', of(brandId, postId, '/presence'), { body: { field, leaving } })

export const fetchCard = (brandId: string, url: string, signal?: AbortSignal) =>
  call<LinkCard>('POST', `/api/brands/${brandId}/cards`, { body: { url }, signal })

/** `key` is one for one press of the button: a double click plans once. */
export const schedulePost = (
  brandId: string,
  postId: string,
  wanted: z.input<typeof publishing.Schedule>,
  key: string,
) => call<Scheduled>('POST', of(brandId, postId, '/schedule'), { body: wanted, key })
export const publishNow = (brandId: string, postId: string, key: string) =>
  call<Scheduled>('POST', of(brandId, postId, '/publish-now'), { body: {}, key })
export const unschedulePost = (brandId: string, postId: string) =>
  call<void>('POST', of(brandId, postId, '/unschedule'))
