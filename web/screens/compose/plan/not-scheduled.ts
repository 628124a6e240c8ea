import type { Post } from '../draft/draft.ts'

type Briefs = Pick<Post, 'accountIds' | 'publications'>
const over = new Set(['cancelled', 'removed'])

export const plannedOf = ({ publications }: Briefs) => publications.filter((one) => one.state === 'planned')

/** Accounts of a planned post at which nothing of it is planned or out. */
export function notScheduledYet(post: Briefs): string[] {
  const has = new Set(post.publications.flatMap((one) => (over.has(one.state) ? [] : [one.accountId])))
  return plannedOf(post).length === 0 ? [] : post.accountIds.filter((id) => !has.has(id))
}
