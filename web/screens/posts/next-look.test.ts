import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextLook } from './next-look.ts'

const out = '2027-03-01T12:00:00.000Z'
const at = (minutes: number) => Date.parse(out) + minutes * 60_000

test('a post just out is asked after every quarter of a minute, then each minute, then rarely', () => {
  assert.deepEqual(
    [1, 10, 90].map((minutes) => nextLook(out, at(0), at(minutes))),
    [15_000, 60_000, 300_000],
  )
})

test('who comes to look at an old post sees what happens right then', () => {
  assert.equal(nextLook(out, at(600), at(601)), 15_000)
})
