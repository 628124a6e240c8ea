import type { RateBudget } from '../../networks/contract.ts'
import type { Budgets } from './tables.ts'

export type Act = NonNullable<RateBudget['what']>

/** Either what is left after the act, or how long until there is enough. */
export type Taken = { budgets: Budgets } | { waitMs: number }

/**
 * Takes one act from every budget of an account that counts it. Each budget is a bucket of `calls` that fills evenly over
 * `everyMs`, so a short burst goes at once and the average is kept. A clock that was set back fills nothing and takes nothing.
 */
export function takeFrom(budgets: Budgets, rates: RateBudget[], act: Act, now: Date): Taken {
  const next = { ...budgets }
  let waitMs = 0
  for (const [n, rate] of rates.entries()) {
    if (rate.per !== 'account' || (rate.what !== undefined && rate.what !== 'all' && rate.what !== act)) continue
    const name = `${n} ${rate.what ?? 'all'}`
    const cost = rate.costs?.[act] ?? 1
    const left = filled(budgets[name], rate, now)
    if (left < cost) waitMs = Math.max(waitMs, Math.ceil(((cost - left) * rate.everyMs) / rate.calls))
    next[name] = { left: left - cost, at: now.toISOString() }
  }
  return waitMs > 0 ? { waitMs } : { budgets: next }
}

function filled(bucket: Budgets[string] | undefined, rate: RateBudget, now: Date): number {
  if (!bucket) return rate.calls
  const since = Math.max(0, now.getTime() - Date.parse(bucket.at))
  return Math.min(rate.calls, bucket.left + (since * rate.calls) / rate.everyMs)
}
