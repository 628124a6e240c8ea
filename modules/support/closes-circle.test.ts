import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { closesCircle } from './closes-circle.ts'

const ada = 'ada@desk.example'
const ben = 'ben@lab.example'
const eve = 'eve@law.example'

test('nobody is asked by themselves, however they write their address', () => {
  equal(closesCircle([], { from: ada, to: ' Ada@Desk.example' }), true)
  equal(closesCircle([], { from: ada, to: ben }), false)
})

test('a question does not come back over others who still wait for an answer', () => {
  const open = [
    { from: ada, to: ben },
    { from: ben, to: eve },
    { from: eve, to: ben },
  ]
  equal(closesCircle(open, { from: eve, to: ada }), true)
  equal(closesCircle(open, { from: 'zoe@desk.example', to: ben }), false)
})
