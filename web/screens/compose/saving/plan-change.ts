import type { ApiFailure } from '../../../api/failure.ts'
import { type Changes, changesBetween, type Draft, hasChanges, type Post, sameValue } from '../draft/draft.ts'

/** What decides when, where and how long a post is out; the desk may refuse it, and that must not hold back words. */
const planFields = ['plan', 'accountIds', 'expiry'] as const satisfies (keyof Draft)[]
export type PlanWish = Pick<Draft, (typeof planFields)[number]>

/** A wish the desk refused. It stays written here and is not sent again until it, or what stood against it, changes. */
export type Held = { wish: PlanWish; failure: ApiFailure }

export const wishOf = ({ plan, accountIds, expiry }: Draft): PlanWish => ({ plan, accountIds, expiry })
export const touchesPlan = (changes: Changes): boolean => planFields.some((field) => changes[field] !== undefined)

/** The changes of the next request: first words, then the plan by itself, unless it is held. */
export function nextChanges(base: Draft, mine: Draft, held: Held | null): Changes {
  const words = changesBetween(base, { ...mine, ...wishOf(base) })
  if (hasChanges(words)) return words
  return held ? {} : changesBetween(base, mine)
}

/** Was it the plan that was refused, rather than the one who asks or the line? */
export const isRefusedPlan = (changes: Changes, { status, code }: ApiFailure): boolean =>
  touchesPlan(changes) && (status === 422 || (/^publishing\./.test(code) && (status === 403 || status === 409)))

export const isOutdated = ({ wish }: Held, base: Draft, mine: Draft): boolean =>
  !sameValue(wish, wishOf(mine)) || sameValue(wish, wishOf(base))

/** A plan refused for the post's content may be taken once the content is another. */
export const mayPassWithNewWords = ({ failure }: Held): boolean => failure.code === 'publishing.unpublishable'

/** While something of it is still to go out, a change of its plan is a change of what will happen. */
export const isPlanned = (post: Post | null): boolean =>
  post?.publications.some(({ state }) => ['planned', 'missed', 'rejected', 'sending'].includes(state)) ?? false
