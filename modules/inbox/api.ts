import { z } from 'zod'
import { Id, Moment, PageQuery } from '../team/api.ts'

/**
 * What people said to the accounts of a brand and did there, kept once however it was heard.
 *
 *   GET    /api/brands/:brandId/interactions    newest first, in pages; of one account and of one kind when asked
 */

export const InteractionKind = z.enum([
  ...(['comment', 'reply', 'mention', 'message', 'review', 'reaction', 'reshare', 'follow'] as const),
])

export const Heard = z.object({
  id: Id,
  accountId: Id,
  kind: InteractionKind,
  /** The network's own name of it. */
  remoteId: z.string(),
  at: Moment,
  author: z.object({ id: z.string(), handle: z.string(), name: z.string(), avatarUrl: z.string().nullable() }),
  /** Empty once it was deleted there. */
  text: z.string(),
  media: z.array(z.object({ kind: z.string(), url: z.string(), alt: z.string().nullable() })),
  /** The post, message or thread it stands under. */
  under: z.object({ id: z.string(), url: z.string().nullable() }).nullable(),
  replyTo: z.string().nullable(),
  url: z.string().nullable(),
  rating: z.number().nullable(),
  /** The account's own words, written elsewhere. */
  own: z.boolean(),
  edited: z.boolean(),
  deleted: z.boolean(),
})
export const HeardPage = z.object({ items: z.array(Heard), next: z.string().nullable() })
export const HeardQuery = PageQuery.extend({ account: Id.optional(), kind: InteractionKind.optional() })
