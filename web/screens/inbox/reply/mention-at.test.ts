import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calledBy, mentionAt, mentionedIn } from './mention-at.ts'

const people = [
  { id: '1', name: 'Ada Ilieva' },
  { id: '2', name: 'Борис Иванов' },
]

test('a sign and the beginning of a name call somebody', () => {
  assert.deepEqual(mentionAt('see @Бор', 8), { typed: 'Бор', from: 4 })
  assert.deepEqual(mentionAt('@', 1), { typed: '', from: 0 })
  assert.equal(mentionAt('ada@example.com', 15), null)
})

test('people are found by either of their names', () => {
  assert.deepEqual(calledBy('ива', people), [people[1]])
  assert.deepEqual(calledBy('ada il', people), [people[0]])
  assert.equal(calledBy('', people).length, 2)
})

test('only those whose whole name stands there are called', () => {
  assert.deepEqual(mentionedIn('@Ada Ilieva, please look', people), ['1'])
  assert.deepEqual(mentionedIn('@Ada, please look', people), [])
})
