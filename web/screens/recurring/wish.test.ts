import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstWish, readWish, type Wish, wishOf } from './wish.ts'

const zone = 'Europe/Sofia'
const monday = { wall: '2027-03-01T12:00', zone }
const before = Date.parse('2027-02-26T09:00:00Z')

test('a draft for Monday begins to repeat with that Monday', () => {
  assert.equal(firstWish(monday, zone, false, before).date, '2027-03-01')
})

test('a post that goes out itself on Monday repeats from the next one, so that nobody reads it twice that day', () => {
  assert.equal(firstWish(monday, zone, true, before).date, '2027-03-08')
})

test('a post of long ago repeats from the next of its weekday', () => {
  const wish = firstWish(monday, zone, true, Date.parse('2027-03-24T09:00:00Z'))
  assert.deepEqual([wish.date, wish.time, wish.weekdays], ['2027-03-29', '12:00', [1]])
})

test('a rule read back into the form is the same rule', () => {
  const made = {
    ...{ id: 'r', postId: 'p', paused: false, next: [], made: 0, start: monday },
    ...{ repeat: { every: 'month', interval: 2, day: -1 } as const, until: { wall: '2027-09-01T23:59' }, times: null },
  }
  const { start, repeat, until, times } = made
  assert.deepEqual(readWish(wishOf(made)), { ready: { start, repeat, until, times } })
})

const halfDone: [string, Partial<Wish>, string][] = [
  ['no weekday', { weekdays: [] }, 'weekdays'],
  ['every no weeks', { interval: '0' }, 'interval'],
  ['every week and a half', { interval: '1.5' }, 'interval'],
  ['no day to begin', { date: null }, 'date'],
  ['an end before the beginning', { ends: 'until', until: '2027-02-01' }, 'until'],
  ['more times than a thousand', { ends: 'times', times: '1001' }, 'times'],
]
for (const [what, change, missing] of halfDone)
  test(`${what} is not ready, and the field in the way is known`, () => {
    assert.deepEqual(readWish({ ...firstWish(monday, zone, false, before), ...change }), { missing })
  })
