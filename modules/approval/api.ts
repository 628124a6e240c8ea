import { z } from 'zod'
import { Media, Post } from '../content/api.ts'
import { Id, Moment } from '../team/api.ts'

/**
 * Approval in its simplest whole form, inside the team and by a client's link.
 *
 *   POST   /api/brands/:brandId/posts/:postId/submit · …/approve { version } · …/send-back { version, comment }     a decision is about one version
 *   GET    /api/brands/:brandId/posts/:postId/approvals · POST …/comments { text }
 *   GET    /api/brands/:brandId/approval-links · POST … { postIds, name, expiresInDays } · DELETE …/:linkId
 *   GET    /api/brands/:brandId/for-approval               what a signed-in client sees
 *   POST   /api/brands/:brandId/for-approval/:postId/decide { decision, comment, version }
 *   GET    /api/shared/:token                              what the client sees (public)
 *   POST   /api/shared/:token/posts/:postId/decide         { decision, comment, name, version } (public)
 *   GET    /api/shared/:token/media/:mediaId               (public)
 */

export const Decision = z.enum(['approved', 'sent-back'])
export const Approve = z.object({ version: z.number().int(), comment: z.string().trim().max(4000).default('') })
export const SendBack = z.object({ version: z.number().int(), comment: z.string().trim().min(1).max(4000) })
export const Say = z.object({ text: z.string().trim().min(1).max(4000) })
export const ApprovalLine = z.object({
  id: Id,
  at: Moment,
  by: z.string(),
  client: z.boolean(),
  kind: z.enum(['submitted', 'approved', 'sent-back', 'comment', 'changed-after']),
  text: z.string(),
  version: z.number().int(),
})
export const ApprovalLines = z.object({ items: z.array(ApprovalLine) })

export const MakeLink = z.object({
  postIds: z.array(Id).min(1).max(200),
  name: z.string().trim().min(1).max(100),
  expiresInDays: z.number().int().min(1).max(90).default(14),
})
export const ApprovalLink = z.object({
  id: Id,
  name: z.string(),
  postIds: z.array(Id),
  createdAt: Moment,
  expiresAt: Moment,
  openedAt: Moment.nullable(),
  decided: z.number().int(),
})
/** The address is told once. */
export const NewApprovalLink = ApprovalLink.extend({ link: z.url() })

export const SharedPost = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  stage: Post.shape.stage,
  plan: Post.shape.plan,
  accounts: z.array(
    z.object({
      id: Id,
      network: z.string(),
      name: z.string(),
      handle: z.string(),
      avatarUrl: z.string().nullable(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  body: Post.shape.body,
  variants: Post.shape.variants,
  media: z.array(Media),
  lines: z.array(ApprovalLine),
})
export const SharedView = z.object({
  brandName: z.string(),
  brandColor: z.string(),
  name: z.string(),
  zone: z.string(),
  expiresAt: Moment,
  posts: z.array(SharedPost),
})
export const Decide = z.object({
  decision: Decision,
  comment: z.string().trim().max(4000).default(''),
  name: z.string().trim().min(1).max(100),
  version: z.number().int(),
})

export const ApprovalLinks = z.object({ items: z.array(ApprovalLink) })
/** A signed-in client needs no name. */
export const DecideSignedIn = Decide.omit({ name: true })
