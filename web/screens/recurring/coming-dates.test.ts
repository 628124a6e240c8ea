import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Repeat } from '../../api/planning.ts'
import { comingWalls } from './coming-dates.ts'

const from = '2027-03-03T12:00'
const coming = (repeat: Repeat, more: { until?: string; times?: number; start?: string } = {}) =>
  comingWalls({ start: more.start ?? from, repeat, until: more.until ?? null, times: more.times ?? null }, from, 4).map(
    (wall) => wall.slice(5, 10),
  )

test('every second day counts from the first', () => {
  assert.deepEqual(coming({ every: 'day', interval: 2 }), ['03-03', '03-05', '03-07', '03-09'])
})

test('a week begins on Monday, and days before the start of the first one are left out', () => {
  assert.deepEqual(coming({ every: 'week', interval: 2, weekdays: [5, 1] }), ['03-05', '03-15', '03-19', '03-29'])
})

test('the last day of the month is another in each', () => {
  assert.deepEqual(coming({ every: 'month', interval: 1, day: -1 }), ['03-31', '04-30', '05-31', '06-30'])
})

test('a month without that day is skipped', () => {
  assert.deepEqual(coming({ every: 'month', interval: 1, day: 31 }), ['03-31', '05-31', '07-31', '08-31'])
})

test('what is past counts among the times, and is not shown as coming', () => {
  assert.deepEqual(coming({ every: 'day', interval: 1 }, { start: '2027-03-01T12:00', times: 4 }), ['03-03', '03-04'])
})

test('nothing comes after the last day', () => {
  assert.deepEqual(coming({ every: 'day', interval: 1 }, { until: '2027-03-04T23:59' }), ['03-03', '03-04'])
})

test('a rule that never comes true ends, with nothing', () => {
  assert.deepEqual(coming({ every: 'month', interval: 12, day: 30 }, { start: '2027-02-01T12:00' }), [])
})
