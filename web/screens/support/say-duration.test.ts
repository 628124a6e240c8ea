import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { durationIn } from './say-duration.ts'

const minute = 60_000

test('a time is told by its two largest units, as people say it', () => {
  const say = durationIn('en-GB')
  deepEqual([0, 29_000, 90 * minute, 24 * 60 * minute, (24 * 60 + 5) * minute, 61 * minute].map(say), [
    ...['0 mins', '0 mins', '1 hr 30 mins', '1 day', '1 day', '1 hr 1 min'],
  ])
})
