import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../../kernel/db/testing.ts'
import type { RateBudget } from '../../networks/contract.ts'
import { counts, type Taken, takeFrom } from './budgets.ts'
import { roomTold } from './rate-headers.ts'
import type { Budgets } from './tables.ts'
import { countOnApps, takeFromApps } from './take-room.ts'

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

/** A minute, and one of its forty-eight parts. */
const whole = 61_250

test('a burst goes at once up to the budget, and the next when it is older than the window', () => {
  const budgets = takeMany(20)
  assert.equal(waitOf(takeFrom(budgets, rates, 'publish', now)), whole)
  assert.equal(waitOf(takeFrom(budgets, rates, 'publish', later(whole - 1))), 1)
  assert.ok('budgets' in takeFrom(budgets, rates, 'publish', later(whole)))
})

test('in no minute, wherever it begins, are there more acts than the budget, and hardly fewer where all want to go', () => {
  for (const [calls, everyMs, stepMs] of [
    [20, 60_000, 137],
    [30, 1_000, 7],
    [3, 1_000, 11],
    [1, 11_000, 401],
    [50, 86_400_000, 290_003],
  ] as const) {
    const rate: RateBudget = { per: 'account', calls, everyMs }
    const went: number[] = []
    let budgets: Budgets = {}
    for (let ms = 0; ms < 5 * everyMs; ms += stepMs) {
      const taken = takeFrom(budgets, [rate], 'publish', later(ms))
      if (!('budgets' in taken)) continue
      budgets = taken.budgets
      went.push(ms)
    }
    for (const [at, ms] of went.entries()) {
      const next = went[at + calls]
      assert.ok(next === undefined || next - ms >= everyMs, `${calls + 1} within ${next} - ${ms}`)
    }
    assert.ok(went.length >= 4 * calls, `${went.length} of ${5 * calls} went`)
  }
})

test('where it must wait, it goes just then', () => {
  const budgets = takeMany(20)
  const waitMs = waitOf(takeFrom(budgets, rates, 'publish', later(20_000)))
  assert.ok('waitMs' in takeFrom(budgets, rates, 'publish', later(20_000 + waitMs - 1)))
  assert.ok('budgets' in takeFrom(budgets, rates, 'publish', later(20_000 + waitMs)))
})

test('an act that costs more than the whole budget waits until nothing else counts, and not for ever', () => {
  const dear: RateBudget[] = [{ per: 'account', calls: 20, everyMs: 60_000, costs: { upload: 50 } }]
  const taken = takeFrom({}, dear, 'publish', now)
  assert.ok('budgets' in taken)
  assert.equal(waitOf(takeFrom(taken.budgets, dear, 'upload', now)), whole)
  assert.ok('budgets' in takeFrom(taken.budgets, dear, 'upload', later(whole)))
})

test('what was written down before the windows rolled still counts', () => {
  const before: Budgets = { 'publish 20/60000': { left: 0, at: now.toISOString() } }
  assert.equal(waitOf(takeFrom(before, rates, 'publish', later(3_000))), whole - 3_000)
  assert.ok('budgets' in takeFrom(before, rates, 'publish', later(whole)))
})

test('what goes evenly waits no longer than for the next one', () => {
  let budgets: Budgets = {}
  for (let n = 0; n < 20; n++) {
    const taken = takeFrom(budgets, rates, 'publish', now, 'even')
    assert.ok('budgets' in taken)
    budgets = taken.budgets
  }
  assert.equal(waitOf(takeFrom(budgets, rates, 'publish', now, 'even')), 3_000)
  assert.equal(waitOf(takeFrom(budgets, rates, 'publish', later(-3_600_000), 'even')), 3_000)
  assert.ok('budgets' in takeFrom(budgets, rates, 'publish', later(3_000), 'even'))
})

test('a budget for one kind of act leaves the others alone', () => {
  assert.ok('budgets' in takeFrom(takeMany(20), rates, 'remove', now))
})

test('a clock that was set back gives nothing and takes nothing', () => {
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'publish', later(-3_600_000))), whole)
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
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'edit', now)), whole)
  assert.equal(waitOf(takeFrom(takeMany(20), rates, 'remove', now)), 0)
})

test('accounts of one app share its budget, and no more are told to come together than it has room for', async (t) => {
  const { db, close } = await freshDatabase()
  t.after(close)
  const shared: RateBudget[] = [{ per: 'app', calls: 30, everyMs: 1_000, what: 'publish' }]
  const take = (app: string) => ({ app, rates: shared, act: 'publish' as const })
  const first = await takeFromApps(
    db,
    Array.from({ length: 63 }, () => take('bot 1')),
    now,
  )
  const [soon = 0, late = 0] = [first[30], first[60]]
  assert.ok(soon >= 1_000 && soon <= 1_030 && late >= 2_000 && late <= 2_060, `${soon}, ${late}`)
  const waits = (count: number, ms: number) => Array.from({ length: count }, () => ms)
  assert.deepEqual(first, [...waits(30, 0), ...waits(30, soon), ...waits(3, late)])
  assert.deepEqual(await takeFromApps(db, [take('bot 1'), take('bot 2')], now), [soon, 0])
  assert.deepEqual(await takeFromApps(db, [take('bot 1')], later(soon)), [0])
})

for (const pace of ['rolling', 'even'] as const)
  test(`what was done without asking counts too (${pace}), and who asks next waits until it is made up for`, async (t) => {
    const { db, close } = await freshDatabase()
    t.after(close)
    const rates: RateBudget[] = [{ per: 'app', calls: 30, everyMs: 30_000 }]
    const take = { app: 'app', rates, act: 'read', pace } as const
    await countOnApps(db, [take], 40, now)
    const [wait = 0] = await takeFromApps(db, [take], now)
    const [least, most] = pace === 'even' ? [11_000, 11_000] : [30_000, 30_700]
    assert.ok(wait >= least && wait <= most, String(wait))
    assert.deepEqual(await takeFromApps(db, [take], later(wait - 1_000)), [1_000])
    assert.deepEqual(await takeFromApps(db, [take], later(wait)), [0])
  })
