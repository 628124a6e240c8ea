import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secondsOf, spanOf } from './span.ts'

test('a length of time is told in the largest unit of which it is whole', () => {
  assert.deepEqual(spanOf(900), { amount: '15', unit: 'minute' })
  assert.deepEqual(spanOf(7_200), { amount: '2', unit: 'hour' })
  assert.deepEqual(spanOf(30 * 86_400), { amount: '30', unit: 'day' })
})

test('what was set comes back as it was', () => {
  for (const seconds of [900, 3_600, 5_400, 86_400, 129_600]) assert.equal(secondsOf(spanOf(seconds)), seconds)
})

test('half a day may be written with a comma, and nonsense is no time at all', () => {
  assert.equal(secondsOf({ amount: '0,5', unit: 'day' }), 43_200)
  for (const amount of ['', 'soon', '-3', 'NaN']) assert.equal(secondsOf({ amount, unit: 'day' }), 0)
  assert.equal(secondsOf({ amount: '1e99', unit: 'day' }), 2 ** 31 - 1)
})
