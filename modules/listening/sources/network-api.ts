import { z } from 'zod'
import { Id } from '../../team/api.ts'

/**
 *   GET  /api/brands/:brandId/listening/networks   what the brand can hear of networks, and what it hears already
 *   POST /api/brands/:brandId/listening/networks   listens to one of these
 */

/** `stream`: all that is said there, as it is said; `search`: what the brand's queries find, asked for again and again. */
export const NetworkOffer = z.object({
  kind: z.enum(['stream', 'search']),
  network: z.string(),
  /** Null where anybody may listen. */
  account: z.object({ id: Id, name: z.string(), handle: z.string() }).nullable(),
  server: z.string(),
  practice: z.boolean(),
  /** By tags alone. */
  tagsOnly: z.boolean(),
  sourceId: Id.nullable(),
})
export const NetworkOffers = z.object({ items: z.array(NetworkOffer) })
export const HearNetwork = z.object({
  kind: z.enum(['stream', 'search']),
  network: z.string().min(1).max(40),
  accountId: Id.nullable().default(null),
  daily: z.number().int().min(1).max(1_000_000).nullable().default(null),
})
