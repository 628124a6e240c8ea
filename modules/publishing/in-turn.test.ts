import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurn } from './in-turn.ts'

const posts = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `p${n}`, postId: 'post' }))
const answers = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `a${n}`, postId: null }))
const order = (due: { name: string; postId: string | null }[], turn: number) =>
  inTurn(due, turn)
    .map((one) => one.name)
    .join(' ')

test('an answer does not wait behind a backlog of posts', () => {
  assert.equal(order([...posts(3), ...answers(1)], 1), 'a0 p0 p1 p2')
})

test('any number of answers lets a post by after every three', () => {
  assert.equal(order([...posts(2), ...answers(7)], 1), 'a0 a1 a2 p0 a3 a4 a5 p1 a6')
})

test('where a turn is over after one, every fourth is a post’s', () => {
  const due = [...posts(9), ...answers(9)]
  const firsts = [1, 2, 3, 4, 5, 6, 7, 8].map((turn) => inTurn(due, turn)[0]?.name)
  assert.deepEqual(firsts, ['a0', 'a0', 'a0', 'p0', 'a0', 'a0', 'a0', 'p0'])
})
