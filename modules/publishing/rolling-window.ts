import type { RateBudget } from '../../networks/contract.ts'
import type { Budgets } from './tables.ts'

type Bucket = Budgets[string]

/**
 * Room in a window that rolls: in no span of `everyMs`, wherever it begins, are there more than `calls`. A burst goes at once, and
 * room comes back as its acts grow older than that, by a forty-eighth later at most. A clock that was set back fills nothing and
 * takes nothing. `after` is what is owed where it must wait.
 */
export function takeRolling(
  bucket: Bucket | undefined,
  rate: RateBudget,
  cost: number,
  now: Date,
): { waitMs: number; after: Bucket } {
  const spans = spansOf(rate)
  const most = Math.min(cost, rate.calls)
  const spent = within(spentIn(bucket, rate, spans, now), spans, now.getTime())
  const at = soonest(spent, spans, rate.calls - most, now.getTime())
  const after = spend(spent, Math.floor(at / spans.width), most)
  return {
    waitMs: at - now.getTime(),
    after: { left: rate.calls - sumOf(after), at: now.toISOString(), spent: after },
  }
}

/** What was done already counts from now on, even beyond what there was room for. */
export function countRolling(bucket: Bucket | undefined, rate: RateBudget, cost: number, now: Date): Bucket {
  const spans = spansOf(rate)
  const spent = within(spentIn(bucket, rate, spans, now), spans, now.getTime())
  const after = spend(spent, Math.floor(now.getTime() / spans.width), cost)
  return { left: rate.calls - sumOf(after), at: now.toISOString(), spent: after }
}

/** What was taken, by spans of time: `each[0]` in the span numbered `from`. */
type Spent = { from: number; each: number[] }
/** An act of one span may stand less than `everyMs` before those of the next `reach` spans. */
type Spans = { width: number; reach: number }

function spansOf({ everyMs }: RateBudget): Spans {
  const width = Math.ceil(everyMs / 48)
  return { width, reach: Math.ceil(everyMs / width) }
}

/** What was written down at a moment that is yet to come was written by a clock that has since been set back. */
function spentIn(bucket: Budgets[string] | undefined, rate: RateBudget, { width }: Spans, now: Date): Spent {
  const at = Date.parse(bucket?.at ?? '')
  if (!bucket || Number.isNaN(at)) return { from: 0, each: [] }
  const back = Math.max(0, Math.floor(at / width) - Math.floor(now.getTime() / width))
  const { from, each } = bucket.spent ?? { from: Math.floor(at / width), each: [Math.max(0, rate.calls - bucket.left)] }
  return { from: from - back, each }
}

function within({ from, each }: Spent, { width, reach }: Spans, now: number): Spent {
  const gone = Math.min(each.length, Math.max(0, Math.floor(now / width) - reach - from))
  return { from: from + gone, each: each.slice(gone) }
}

/** The first moment, from now on, at which no more than `room` counts: what is oldest is the first to count no longer. */
function soonest(spent: Spent, { width, reach }: Spans, room: number, now: number): number {
  let over = sumOf(spent) - room
  let moment = now
  for (const [at, count] of spent.each.entries()) {
    if (over <= 0) return moment
    over -= count
    if (count > 0) moment = (spent.from + at + reach + 1) * width
  }
  return moment
}

function spend({ from, each }: Spent, at: number, cost: number): Spent {
  const start = each.length === 0 ? at : Math.min(from, at)
  const length = Math.max(from + each.length, at + 1) - start
  const spans = Array.from({ length }, (_, index) => each[start + index - from] ?? 0)
  return { from: start, each: spans.map((count, index) => (start + index === at ? count + cost : count)) }
}

const sumOf = ({ each }: Spent) => each.reduce((sum, one) => sum + one, 0)
