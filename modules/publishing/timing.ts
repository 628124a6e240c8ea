import { isZone, resolveWall } from '../../kernel/wall-time.ts'
import type { Patience } from './failing.ts'
import type { In, Publication } from './publication.ts'
import type { BrandPolicy } from './store.ts'

const minute = 60_000
const day = 86_400_000

/** The desk was away at its moment for longer than the brand lets pass without being asked. */
export const isTooLate = (publication: Publication, policy: BrandPolicy, now: Date) =>
  policy.missed === 'ask' && now.getTime() - publication.dueAt.getTime() > policy.missedAfterMinutes * minute

const brief = 5 * minute

/**
 * A brand that publishes late lets a network be away for a day; one that wants to be asked, for as long as it said, but a
 * blip is nobody's business.
 */
export const patienceOf = (policy: BrandPolicy): Patience => ({
  forMs: policy.missed === 'ask' ? Math.max(brief, policy.missedAfterMinutes * minute) : day,
})

/** Of publication and step, the same for every try of it, so that the network can know a second one. */
export const keyFor = (publicationId: string, step: string) => `${publicationId}:${step}`

/**
 * When it is to disappear again, never before it appeared; null for never. `unknown` where nobody knows the clocks of its zone
 * any more: then a person must take it down.
 */
export function expiryOf({ expiry, publishedAt }: In<'published'>): Date | null | 'unknown' {
  if (!expiry) return null
  if ('afterSeconds' in expiry) return new Date(publishedAt.getTime() + expiry.afterSeconds * 1000)
  if (!isZone(expiry.zone)) return 'unknown'
  return new Date(Math.max(resolveWall(expiry.wall, expiry.zone, 'expiry').at.getTime(), publishedAt.getTime()))
}
