import { z } from 'zod'
import { Plan } from '../content/api.ts'
import { Id, Moment, pageOf } from '../team/api.ts'

/**
 * Publications: one post on one account, exactly once and on time; and their ledger. An answer to somebody is sent by the same
 * engine: it is in no list here, and has the same ledger, retry, cancel and verdict.
 *
 *   POST   /api/brands/:brandId/posts/:postId/schedule     { plan } → publications planned (or moved, when they were)
 *   POST   /api/brands/:brandId/posts/:postId/publish-now
 *   POST   /api/brands/:brandId/posts/:postId/unschedule    what is not being sent yet goes back to a draft
 *   GET    /api/brands/:brandId/publications?state=&account=&after=&limit=
 *   GET    /api/brands/:brandId/publications/:publicationId             with its ledger
 *   POST   /api/brands/:brandId/publications/:publicationId/cancel · …/retry · …/move { plan }
 *   POST   /api/brands/:brandId/publications/:publicationId/resolve     a person's verdict on `unknown`: { verdict, url? }
 *   POST   /api/brands/:brandId/publications/:publicationId/remove      takes it down from the network
 *   POST   /api/brands/:brandId/publications/:publicationId/edit        brings the network's copy to the post as it now is
 *   GET    /api/brands/:brandId/publications/:publicationId/comments · …/numbers     read from the network now
 *   GET    /api/brands/:brandId/tasks · POST …/tasks/:taskId/done        what a person has to do by hand (remove where the network cannot)
 */

/** From what a marketer must see first of a post's publications to what may wait. */
export const publicationStates = [
  'unknown',
  'rejected',
  'missed',
  'sending',
  'removing',
  'planned',
  'published',
  'removed',
  'cancelled',
] as const
export const PublicationState = z.enum(publicationStates)

/** One line of the ledger, in words a marketer reads: `text` is in the caller's language. */
export const LedgerLine = z.object({
  id: Id,
  at: Moment,
  endedAt: Moment.nullable(),
  step: z.string(),
  kind: z.enum(['planned', 'moved', 'claimed', 'attempt', 'looked', 'waited', 'verdict', 'person', 'removal', 'edit']),
  outcome: z.enum(['open', 'done', 'failed', 'unknown', 'found', 'absent']),
  text: z.string(),
  /** What the network answered: status, code, excerpt. Never a secret. */
  evidence: z.record(z.string(), z.unknown()).nullable(),
})

export const Publication = z.object({
  id: Id,
  postId: Id,
  accountId: Id,
  network: z.string(),
  state: PublicationState,
  wall: z.string(),
  zone: z.string(),
  dueAt: Moment,
  publishedAt: Moment.nullable(),
  url: z.string().nullable(),
  expiresAt: Moment.nullable(),
  removedAt: Moment.nullable(),
  /** Why it stands as it stands, in the caller's language; null when all is well. */
  reason: z.string().nullable(),
  /** Later parts (thread, first comment, pin) that failed after the post itself was published. */
  incomplete: z.array(z.string()),
  /** How late it was, in milliseconds; never negative. */
  latenessMs: z.number().int().nullable(),
  title: z.string(),
  excerpt: z.string(),
})
export const PublicationWhole = Publication.extend({
  /** Null of an answer. */
  postId: Id.nullable(),
  /** Whom it answers, and with what; null of a post. */
  answer: z.object({ to: z.string(), text: z.string(), href: z.string() }).nullable(),
  ledger: z.array(LedgerLine),
  attempts: z.number().int(),
  can: z.object({
    remove: z.boolean(),
    edit: z.boolean(),
    retry: z.boolean(),
    cancel: z.boolean(),
    resolve: z.boolean(),
  }),
})
export const PublicationPage = pageOf(Publication)

export const Schedule = z.object({ plan: Plan, accountIds: z.array(Id).max(200).optional() })
export const Warning = z.object({ code: z.string(), message: z.string(), accountId: Id.nullable() })
export const Scheduled = z.object({ publications: z.array(Publication), warnings: z.array(Warning) })
export const Move = z.object({ plan: Plan })
export const Resolve = z.object({ verdict: z.enum(['published', 'not-published']), url: z.url().max(2048).optional() })

export const Comment = z.object({
  id: z.string(),
  at: Moment,
  author: z.object({ name: z.string(), handle: z.string(), avatarUrl: z.string().nullable() }),
  text: z.string(),
  kind: z.string(),
})
export const CommentPage = pageOf(Comment)
export const Numbers = z.object({
  at: Moment,
  likes: z.number().int().optional(),
  reshares: z.number().int().optional(),
  comments: z.number().int().optional(),
  quotes: z.number().int().optional(),
  views: z.number().int().optional(),
  reach: z.number().int().optional(),
})
export const HandTask = z.object({
  id: Id,
  kind: z.enum(['remove-by-hand', 'resolve-unknown', 'reconnect']),
  text: z.string(),
  dueAt: Moment,
  publicationId: Id.nullable(),
  accountId: Id.nullable(),
  href: z.string().nullable(),
})
export const HandTaskPage = pageOf(HandTask)
