import { z } from 'zod'
import { Id, Moment } from '../team/api.ts'

/**
 * Is each community of a brand set up as it should be? Checked against what the network tells, and by people where it does not.
 *
 *   GET    /api/brands/:brandId/checklist                                  every account with its items
 *   PUT    /api/brands/:brandId/checklist/wish                             what the brand wants to be called, linked, tagged
 *   POST   /api/brands/:brandId/checklist/:accountId/look                  asks the network now
 *   PUT    /api/brands/:brandId/checklist/:accountId/items/:item           what a person saw; DELETE takes it back
 */

export const items = [
  ...(['name', 'handle', 'description', 'firstWords', 'link', 'picture', 'cover'] as const),
  ...(['privacy', 'comments', 'stopWords', 'alerts', 'storefront', 'geotag', 'hashtags'] as const),
] as const
export const Item = z.enum(items)

export const Wish = z.object({
  /** Words the name of every community holds; empty: the brand's name. */
  name: z.string().trim().max(100),
  /** What people search for when they look for such a brand, as in “specialty coffee Sofia”. */
  coreQuery: z.string().trim().max(100),
  /** The short name that is the same everywhere, without `@`; empty: the one most accounts have. */
  handle: z.string().trim().max(60),
  link: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'checklist.badLink' })]),
  hashtags: z.array(z.string().trim().min(1).max(60)).max(20),
})

/** `look`: the network does not tell, so a person must. `seen` is what one said. */
export const CheckedItem = z.object({
  item: Item,
  verdict: z.enum(['good', 'bad', 'look']),
  /** What was found, and how to mend it; in the caller's language. */
  found: z.string(),
  mend: z.string().nullable(),
  seen: z.object({ by: z.string(), at: Moment }).nullable(),
})
export const CheckedAccount = z.object({
  accountId: Id,
  lookedAt: Moment.nullable(),
  /** Why the network could not be asked. */
  trouble: z.string().nullable(),
  items: z.array(CheckedItem),
})
export const Checklist = z.object({ wish: Wish, accounts: z.array(CheckedAccount) })
export const Seen = z.object({ isGood: z.boolean() })
