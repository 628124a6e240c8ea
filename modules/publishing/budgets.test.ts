import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../../kernel/db/testing.ts'
import type { RateBudget } from '../../networks/contract.ts'
import { counts, type Taken, takeFrom } from './budgets.ts'
import { roomTold } from './rate-headers.ts'
import type { Budgets } from './tables.ts'
import { takeFromApps } from './take-room.ts'

const now = new Date('2026-11-22T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const rates: RateBudget[] = [{ per: 'account', calls: 20, everyMs: 60_000, what: 'publish' }]

function takeMany(count: number): Budgets {
  let budgets: Budgets = {}
  for (let n = 0; n < count; n++) {
    const taken = takeFrom(budgets, rates, 'publish', now)
    assert.ok('budgets' in taken, `the ${n + 1}th was refused`)
    budgets = taken.budgets
  }
  return budgets
}

const waitOf = (taken: Taken) => ('waitMs' in taken ? taken.waitMs : 0)

test('a burst goes at once up to the budget, then it fills evenly', () => {
  const budgets = takeMany(20)
  assert.equal(waitOf(takeFrom(budgets, rates, 'publish', now)), 3_000)
  assert.ok('budgets' in takeFrom(budgets, rates, 'publish', later(3_000)))
})

test('a budget for one kind of act leaves the others alone', () => {
  assert.ok('budgets' in takeFrom(takeMany(20), rates, 'remove', now))
})

test('a clock that was set back gives nothing and takes nothing', () => {
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'publish', later(-3_600_000))), 3_000)
})

test('a network whose headers say that nothing is left is not called until the reset', () => {
  const closed = (headers: Record<string, string>) => roomTold(headers, now).closedForMs
  assert.equal(closed({ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }), 30_000)
  assert.equal(
    closed({ 'ratelimit-remaining': '0', 'ratelimit-reset': String(later(30_000).getTime() / 1000) }),
    30_000,
  )
  assert.equal(closed({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': later(30_000).toISOString() }), 30_000)
  assert.equal(closed({ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': later(30_000).toISOString() }), 0)
})

test('odd headers silence no account', () => {
  const closed = (headers: Record<string, string>) => roomTold(headers, now).closedForMs
  assert.equal(closed({ 'ratelimit-remaining': 'none' }), 0)
  assert.equal(closed({ 'ratelimit-remaining': '' }), 0)
  assert.equal(closed({ 'ratelimit-remaining': '0', 'ratelimit-reset': 'soon' }), 0)
  assert.equal(closed({ 'ratelimit-remaining': '0', 'ratelimit-reset': '31000000' }), 3_600_000)
})

test('an answer is counted as a post, unless the network counts posts alone', () => {
  const both = { per: 'account', calls: 10, everyMs: 1_000, what: 'publish', costs: { publish: 2 } } as const
  assert.equal(counts(both, 'answer'), true)
  assert.equal(counts({ ...both, answers: false }, 'answer'), false)
  const left = (rate: RateBudget) => {
    const taken = takeFrom({}, [rate], 'answer', now)
    return 'budgets' in taken && Object.values(taken.budgets)[0]?.left
  }
  assert.deepEqual([left(both), left({ ...both, costs: { publish: 2, answer: 5 } })], [8, 5])
})

test('an edit is counted as a post, a removal is not', () => {
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'edit', now)), 3_000)
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'remove', now)), 0)
})

test('accounts of one app share its budget, and who must wait is told to come one after another', async (t) => {
  const { db, close } = await freshDatabase()
  t.after(close)
  const shared: RateBudget[] = [{ per: 'app', calls: 30, everyMs: 1_000, what: 'publish' }]
  const take = (app: string) => ({ app, rates: shared, act: 'publish' as const })
  const first = await takeFromApps(
    db,
    Array.from({ length: 33 }, () => take('bot 1')),
    now,
  )
  assert.deepEqual(first, [...Array.from({ length: 30 }, () => 0), 34, 67, 100])
  assert.deepEqual(await takeFromApps(db, [take('bot 1'), take('bot 2')], now), [34, 0])
  assert.deepEqual(await takeFromApps(db, [take('bot 1')], later(34)), [0])
})
