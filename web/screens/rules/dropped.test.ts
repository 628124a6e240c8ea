import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { dropped } from './dropped.ts'

test('what is dropped stands before or after the other, and nothing is lost', () => {
  const ids = ['a', 'b', 'c', 'd']
  deepEqual(dropped(ids, ['d'], 'a', 'before'), ['d', 'a', 'b', 'c'])
  deepEqual(dropped(ids, ['a'], 'c', 'after'), ['b', 'c', 'a', 'd'])
  deepEqual(dropped(ids, ['c', 'a'], 'd', 'after'), ['b', 'd', 'a', 'c'])
  deepEqual(dropped(ids, ['a'], 'a', 'after'), ids)
})
