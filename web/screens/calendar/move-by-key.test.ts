import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteAt, moveByKey, wallOf } from './move-by-key.ts'
import { turnPage, viewRange } from './view-range.ts'

const spot = { date: '2026-11-22', minute: 9 * 60 + 7 }
const month = { view: 'month', firstWeekday: 1 } as const
const week = { view: 'week', firstWeekday: 1 } as const

test('in a month an arrow moves by a day or a week and keeps the hour', () => {
  assert.deepEqual(moveByKey(spot, 'ArrowRight', month), { date: '2026-11-23', minute: 547 })
  assert.deepEqual(moveByKey(spot, 'ArrowDown', month), { date: '2026-11-29', minute: 547 })
  assert.deepEqual(moveByKey(spot, 'PageDown', month), { date: '2026-12-22', minute: 547 })
  assert.deepEqual(moveByKey(spot, 'Home', month), { date: '2026-11-16', minute: 547 })
})

test('in a week an arrow moves to the next quarter, with Shift by an hour', () => {
  assert.equal(moveByKey(spot, 'ArrowDown', week)?.minute, 555)
  assert.equal(moveByKey(spot, 'ArrowUp', week)?.minute, 540)
  assert.equal(moveByKey(spot, 'ArrowDown', { ...week, large: true })?.minute, 600)
})

test('past midnight the post is carried into the next day', () => {
  assert.deepEqual(moveByKey({ date: '2026-12-31', minute: 1430 }, 'ArrowDown', week), {
    date: '2027-01-01',
    minute: 0,
  })
  assert.deepEqual(moveByKey({ date: '2026-12-31', minute: 0 }, 'ArrowUp', week), { date: '2026-12-30', minute: 1425 })
})

test('a letter moves nothing', () => assert.equal(moveByKey(spot, 'x', month), null))

test('a pointer means the nearest quarter of an hour, within the day', () => {
  assert.equal(minuteAt(97, 48), 120)
  assert.equal(minuteAt(-5, 48), 0)
  assert.equal(minuteAt(99_999, 48), 1425)
  assert.equal(wallOf({ date: '2026-11-22', minute: 65 }), '2026-11-22T01:05')
})

test('a view turns its pages by its own length and shows whole weeks', () => {
  assert.equal(turnPage('month', '2026-03-31', -1), '2026-02-28')
  assert.equal(turnPage('week', '2026-12-29', 1), '2027-01-05')
  assert.deepEqual(viewRange('month', '2026-11-22', 1), { from: '2026-10-26', to: '2026-12-07' })
  assert.deepEqual(viewRange('week', '2026-11-22', 1), { from: '2026-11-16', to: '2026-11-23' })
})
