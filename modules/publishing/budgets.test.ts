import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RateBudget } from '../../networks/contract.ts'
import { takeFrom } from './budgets.ts'
import { roomTold } from './rate-headers.ts'
import type { Budgets } from './tables.ts'

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

test('a burst goes at once up to the budget, then it fills evenly', () => {
  const budgets = takeMany(20)
  assert.deepEqual(takeFrom(budgets, rates, 'publish', now), { waitMs: 3_000 })
  assert.ok('budgets' in takeFrom(budgets, rates, 'publish', later(3_000)))
})

test('a budget for one kind of act leaves the others alone', () => {
  assert.ok('budgets' in takeFrom(takeMany(20), rates, 'remove', now))
})

test('a clock that was set back gives nothing and takes nothing', () => {
  assert.deepEqual(takeFrom(takeMany(20), rates, 'publish', later(-3_600_000)), { waitMs: 3_000 })
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
