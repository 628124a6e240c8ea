import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publicationStates } from '../../../modules/publishing/api.ts'
import { worstOf } from './worst-of.ts'

test('what must be seen first is the same in the list and on the calendar', () => {
  for (const [at, state] of publicationStates.entries()) assert.equal(worstOf(publicationStates.slice(at)), state)
})

test('a post that is not planned has none', () => {
  assert.equal(worstOf([]), undefined)
})
