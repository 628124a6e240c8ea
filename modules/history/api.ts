import { z } from 'zod'
import { Account } from '../brand/api.ts'
import { Id, Moment } from '../team/api.ts'

/**
 * What stood before: posts of accounts from the time before this desk, and archives of networks that are closed.
 *
 *   GET    /api/archives                                     the closed networks whose archives can be read
 *   POST   /api/brands/:brandId/history/archives?network=    an archive → an account of history, with its posts
 *   GET    /api/brands/:brandId/history?account=&q=          the posts, newest first
 *   GET    /api/brands/:brandId/history/readings             how far the past of each account has been read
 */

export const ArchiveAbout = z.object({
  network: z.string(),
  name: z.string(),
  color: z.string(),
  label: z.string(),
  help: z.string(),
  steps: z.array(z.string()),
  accepts: z.array(z.string()),
})
export const Archives = z.object({ items: z.array(ArchiveAbout) })

/** `added` are the posts that were not known yet. */
export const ArchiveTaken = z.object({ account: Account, posts: z.number().int(), added: z.number().int() })

const count = z.number().int().optional()
export const HistoryPost = z.object({
  id: Id,
  accountId: Id,
  at: Moment,
  url: z.string().nullable(),
  text: z.string(),
  author: z.string(),
  media: z.array(z.object({ kind: z.string(), url: z.string().optional(), alt: z.string().optional() })),
  numbers: z.object({ likes: count, reshares: count, comments: count, views: count }).loose().nullable(),
  comments: z.array(z.object({ at: Moment, author: z.string(), text: z.string() })),
})
export const HistoryPage = z.object({ items: z.array(HistoryPost), next: z.string().nullable() })

export const Reading = z.object({
  accountId: Id,
  posts: z.number().int(),
  beganAt: Moment,
  endedAt: Moment.nullable(),
  /** What the network answered when it was last asked in vain. */
  trouble: z.string().nullable(),
})
export const Readings = z.object({ items: z.array(Reading) })
