import type { RateBudget } from '../../networks/contract.ts'
import { countRolling, takeRolling } from './rolling-window.ts'
import type { Budgets } from './tables.ts'

export type Act = 'publish' | 'answer' | 'upload' | 'edit' | 'remove' | 'read'

/** Either what is left after the act; or how long until there is enough, and what is owed when it waits for that. */
export type Taken = { budgets: Budgets } | { waitMs: number; owed: Budgets }

/** `rolling`: the hard limit of a network (`rolling-window.ts`). `even`: a bucket that fills evenly, for what may go on at any time. */
export type Pace = 'rolling' | 'even'

/** Takes one act from every one of these budgets that counts it. */
export function takeFrom(budgets: Budgets, rates: RateBudget[], act: Act, now: Date, pace: Pace = 'rolling'): Taken {
  const take = pace === 'even' ? takeEvenly : takeRolling
  const next = { ...budgets }
  let waitMs = 0
  for (const rate of rates) {
    if (!counts(rate, act)) continue
    const name = nameOf(rate)
    const taken = take(budgets[name], rate, costOf(rate, act), now)
    waitMs = Math.max(waitMs, taken.waitMs)
    next[name] = taken.after
  }
  return waitMs > 0 ? { waitMs, owed: next } : { budgets: next }
}

const nameOf = (rate: RateBudget) => `${rate.what ?? 'all'} ${rate.calls}/${rate.everyMs}`

type Done = { rates: RateBudget[]; act: Act; pace: Pace | undefined; times: number }

/** What is left after acts that were done without asking: it may be less than nothing. */
export function afterwards(budgets: Budgets, { rates, act, pace = 'rolling', times }: Done, now: Date): Budgets {
  const next = { ...budgets }
  for (const rate of rates) {
    if (!counts(rate, act)) continue
    const cost = costOf(rate, act) * times
    const before = next[nameOf(rate)]
    next[nameOf(rate)] =
      pace === 'even' ? takeEvenly(before, rate, cost, now).after : countRolling(before, rate, cost, now)
  }
  return next
}

/** A short burst goes at once and the average is kept; within one window it may be up to twice that. */
function takeEvenly(bucket: Budgets[string] | undefined, rate: RateBudget, cost: number, now: Date) {
  const since = bucket ? Math.max(0, now.getTime() - Date.parse(bucket.at)) : 0
  const left = bucket ? Math.min(rate.calls, bucket.left + (since * rate.calls) / rate.everyMs) : rate.calls
  const waitMs = left < cost ? Math.ceil(((cost - left) * rate.everyMs) / rate.calls) : 0
  return { waitMs, after: { left: left - cost, at: now.toISOString() } }
}

/** An edit is written as a post is, and so is an answer where the network counts those together. */
export const counts = ({ what = 'all', answers }: RateBudget, act: Act) =>
  what === 'all' || what === act || (what === 'publish' && (act === 'edit' || (act === 'answer' && answers !== false)))

const costOf = ({ costs }: RateBudget, act: Act) => costs?.[act] ?? (act === 'answer' ? costs?.publish : undefined) ?? 1
