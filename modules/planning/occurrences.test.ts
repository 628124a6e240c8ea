import assert from 'node:assert/strict'
import { test } from 'node:test'
import { occurrencesOf, type Rule } from './occurrences.ts'

const first = (count: number, rule: Partial<Rule> & Pick<Rule, 'start' | 'repeat'>) =>
  occurrencesOf({ until: null, times: null, ...rule })
    .take(count)
    .toArray()

test('every second day at nine stays at nine through a change of clocks', () => {
  assert.deepEqual(first(3, { start: '2026-03-28T09:00', repeat: { every: 'day', interval: 2 } }), [
    '2026-03-28T09:00',
    '2026-03-30T09:00',
    '2026-04-01T09:00',
  ])
})

test('Monday and Thursday of a rule that starts on a Wednesday begin with the Thursday', () => {
  assert.deepEqual(first(3, { start: '2026-04-01T18:30', repeat: { every: 'week', interval: 1, weekdays: [4, 1] } }), [
    '2026-04-02T18:30',
    '2026-04-06T18:30',
    '2026-04-09T18:30',
  ])
})

test('the 31st skips the months that have none, the last day never does', () => {
  const start = '2026-01-31T10:00'
  assert.deepEqual(first(3, { start, repeat: { every: 'month', interval: 1, day: 31 } }), [
    '2026-01-31T10:00',
    '2026-03-31T10:00',
    '2026-05-31T10:00',
  ])
  assert.deepEqual(first(3, { start, repeat: { every: 'month', interval: 1, day: -1 } }), [
    '2026-01-31T10:00',
    '2026-02-28T10:00',
    '2026-03-31T10:00',
  ])
})

test('a rule ends with its number of times, or on its last day', () => {
  const rule = { start: '2026-04-01T09:00', repeat: { every: 'day', interval: 1 } } as const
  assert.equal(first(99, { ...rule, times: 4 }).length, 4)
  assert.deepEqual(first(99, { ...rule, until: '2026-04-02T09:00' }), ['2026-04-01T09:00', '2026-04-02T09:00'])
})

test('the 30th of every twelfth February never comes, and the search for it ends', () => {
  assert.deepEqual(first(1, { start: '2026-02-01T09:00', repeat: { every: 'month', interval: 12, day: 30 } }), [])
})
