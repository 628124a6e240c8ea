import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKnown, reassign } from './recognise.ts'

test('a column told to be the text is no longer what it was', () => {
  assert.deepEqual(reassign({ title: 0, text: 1 }, 0, 'text'), { title: null, text: 0 })
})

test('a column that is not used frees its meaning', () => {
  assert.deepEqual(reassign({ title: 0, text: 1 }, 1, 'none'), { title: 0, text: null })
})

const accounts = [{ name: 'Coffee roaster', handle: '@roastery.example' }]
const networks = [{ id: 'somewhere', name: 'Some Where' }]

test('an account is known by its name, its handle, or its network, however they are written', () => {
  for (const name of ['coffee roaster', 'roastery.example', 'SOMEWHERE', 'some where'])
    assert.equal(isKnown(name, accounts, networks), true, name)
  assert.equal(isKnown('nobody', accounts, networks), false)
})
