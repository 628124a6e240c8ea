import type { RateBudget } from '../../networks/contract.ts'
import type { Budgets } from './tables.ts'

export type Act = 'publish' | 'answer' | 'upload' | 'edit' | 'remove' | 'read'

/** Either what is left after the act; or how long until there is enough, and what is owed when it waits for that. */
export type Taken = { budgets: Budgets } | { waitMs: number; owed: Budgets }

/**
 * Takes one act from every one of these budgets that counts it. Each is a bucket of `calls` that fills evenly over `everyMs`,
 * so a short burst goes at once and the average is kept. A clock that was set back fills nothing and takes nothing.
 */
export function takeFrom(budgets: Budgets, rates: RateBudget[], act: Act, now: Date): Taken {
  const next = { ...budgets }
  let waitMs = 0
  for (const rate of rates) {
    if (!counts(rate, act)) continue
    const name = `${rate.what ?? 'all'} ${rate.calls}/${rate.everyMs}`
    const cost = costOf(rate, act)
    const left = filled(budgets[name], rate, now)
    if (left < cost) waitMs = Math.max(waitMs, Math.ceil(((cost - left) * rate.everyMs) / rate.calls))
    next[name] = { left: left - cost, at: now.toISOString() }
  }
  return waitMs > 0 ? { waitMs, owed: next } : { budgets: next }
}

/** An edit is written as a post is, and so is an answer where the network counts those together. */
export const counts = ({ what = 'all', answers }: RateBudget, act: Act) =>
  what === 'all' || what === act || (what === 'publish' && (act === 'edit' || (act === 'answer' && answers !== false)))

const costOf = ({ costs }: RateBudget, act: Act) => costs?.[act] ?? (act === 'answer' ? costs?.publish : undefined) ?? 1

function filled(bucket: Budgets[string] | undefined, rate: RateBudget, now: Date): number {
  if (!bucket) return rate.calls
  const since = Math.max(0, now.getTime() - Date.parse(bucket.at))
  return Math.min(rate.calls, bucket.left + (since * rate.calls) / rate.everyMs)
}
