import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf, snoozeUntil, wallOf } from './snooze-until.ts'

const sofia = 'Europe/Sofia'
const noon = new Date('2026-11-22T10:00:00Z')
const until = (snooze: Parameters<typeof snoozeUntil>[0], now = noon) => {
  const at = snoozeUntil(snooze, now, sofia)
  return at && `${wallOf(at, sofia).date} ${wallOf(at, sofia).time}`
}

test('a conversation put off on a Sunday noon comes back when it was said', () => {
  assert.equal(until('hour'), '2026-11-22 13:00')
  assert.equal(until('evening'), '2026-11-22 18:00')
  assert.equal(until('tomorrow'), '2026-11-23 09:00')
  assert.equal(until('monday'), '2026-11-23 09:00')
  assert.equal(until('week'), '2026-11-29 09:00')
})

test('Monday, said on a Monday, is the next one', () => {
  assert.equal(until('monday', new Date('2026-11-23T10:00:00Z')), '2026-11-30 09:00')
})

test('this evening is not offered in the evening', () => {
  assert.equal(until('evening', new Date('2026-11-22T16:30:00Z')), null)
})

test('nine in the morning is nine in the morning after the clocks have changed', () => {
  assert.equal(until('tomorrow', new Date('2026-10-24T10:00:00Z')), '2026-10-25 09:00')
  assert.equal(momentOf({ date: '2026-10-25', time: '09:00' }, sofia).toISOString(), '2026-10-25T07:00:00.000Z')
})
