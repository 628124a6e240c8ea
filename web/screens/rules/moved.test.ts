import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { moved } from './moved.ts'

test('what is dropped stands before or after the other, and nothing is lost', () => {
  const ids = ['a', 'b', 'c', 'd']
  deepEqual(moved(ids, ['d'], 'a', 'before'), ['d', 'a', 'b', 'c'])
  deepEqual(moved(ids, ['a'], 'c', 'after'), ['b', 'c', 'a', 'd'])
  deepEqual(moved(ids, ['c', 'a'], 'd', 'after'), ['b', 'd', 'a', 'c'])
  deepEqual(moved(ids, ['a'], 'a', 'after'), ids)
})
