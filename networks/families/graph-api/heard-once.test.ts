import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Interaction } from '../../contract.ts'
import { heardOnce } from './heard-once.ts'

const minutes = 60_000
const said = (id: string, at: number): Interaction => ({
  id,
  kind: 'comment',
  at: new Date(at),
  author: { id: 'a', handle: 'a', name: 'a' },
  text: id,
  media: [],
})
const ids = (items: Interaction[]) => items.map((one) => one.id)

test('what is shown again is given once, oldest first', () => {
  const first = heardOnce([said('b', 20 * minutes), said('a', 10 * minutes)], undefined)
  assert.deepEqual(ids(first.items), ['a', 'b'])
  const second = heardOnce([said('c', 21 * minutes), said('b', 20 * minutes), said('a', 10 * minutes)], first.cursor)
  assert.deepEqual(ids(second.items), ['c'])
  assert.deepEqual(heardOnce([], second.cursor).items, [])
})

test('what the graph shows some minutes late is still given', () => {
  const first = heardOnce([said('b', 20 * minutes)], undefined)
  const second = heardOnce([said('b', 20 * minutes), said('late', 15 * minutes)], first.cursor)
  assert.deepEqual(ids(second.items), ['late'])
  assert.deepEqual(heardOnce([said('late', 15 * minutes)], second.cursor).items, [])
})

test('a cursor that cannot be read begins anew', () => {
  assert.deepEqual(ids(heardOnce([said('a', 1)], 'not a cursor').items), ['a'])
  assert.deepEqual(ids(heardOnce([said('a', 1)], '{"since":1}').items), ['a'])
})
