import type { z } from 'zod'
import type * as shapes from '../../modules/approval/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import type { Post } from './content.ts'

export type ApprovalLine = z.output<typeof shapes.ApprovalLine>
export type ApprovalLink = z.output<typeof shapes.ApprovalLink>
export type NewApprovalLink = z.output<typeof shapes.NewApprovalLink>
export type SharedView = z.output<typeof shapes.SharedView>
export type SharedPost = z.output<typeof shapes.SharedPost>
export type Decide = z.input<typeof shapes.Decide>

const of = (brandId: string, postId: string, act: string) => `/api/brands/${brandId}/posts/${postId}${act}`

/** Each names the version the person saw: a decision is about that one only. */
export const submitPost = (brandId: string, postId: string, version: number) =>
  call<Post>('POST', of(brandId, postId, '/submit'), { body: { version } })
export const approvePost = (brandId: string, postId: string, version: number) =>
  call<Post>('POST', of(brandId, postId, '/approve'), { body: { version } })
export const sendBackPost = (brandId: string, postId: string, version: number, comment: string) =>
  call<Post>('POST', of(brandId, postId, '/send-back'), { body: { version, comment } })
export const approvals = (brandId: string, postId: string) =>
  ask<{ items: ApprovalLine[] }>(of(brandId, postId, '/approvals'))
export const sayOnPost = (brandId: string, postId: string, text: string) =>
  call<{ items: ApprovalLine[] }>('POST', of(brandId, postId, '/comments'), { body: { text } })

export const approvalLinks = (brandId: string) =>
  ask<{ items: ApprovalLink[] }>(`/api/brands/${brandId}/approval-links`)
export const makeApprovalLink = (brandId: string, made: z.input<typeof shapes.MakeLink>, key?: string) =>
  call<NewApprovalLink>('POST', `/api/brands/${brandId}/approval-links`, { body: made, key })
export const endApprovalLink = (brandId: string, linkId: string) =>
  call<void>('DELETE', `/api/brands/${brandId}/approval-links/${linkId}`)

export const sharedView = (token: string) => ask<SharedView>(`/api/shared/${token}`)
export const decideShared = (token: string, postId: string, decision: Decide, key: string) =>
  call<SharedView>('POST', `/api/shared/${token}/posts/${postId}/decide`, { body: decision, key })
export const forApproval = (brandId: string) => ask<SharedView>(`/api/brands/${brandId}/for-approval`)
export const decideSignedIn = (brandId: string, postId: string, { name: _, ...decision }: Decide, key: string) =>
  call<SharedView>('POST', `/api/brands/${brandId}/for-approval/${postId}/decide`, { body: decision, key })
export const mediaForApproval = (brandId: string, mediaId: string) =>
  `/api/brands/${brandId}/for-approval/media/${mediaId}`

export const sharedMediaUrl = (token: string, mediaId: string) => `/api/shared/${token}/media/${mediaId}`
