import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letterOf } from './letter-of.ts'

const press = (key: string, code: string, shiftKey = false) => letterOf({ key, code, shiftKey })

test('a Latin letter is itself wherever a keyboard has it', () => {
  assert.equal(press('z', 'KeyY'), 'z')
  assert.equal(press('J', 'KeyJ', true), 'j')
})

test('who types Cyrillic presses the same keys', () => {
  assert.equal(press('о', 'KeyJ'), 'j')
  assert.equal(press('р', 'KeyR'), 'r')
  assert.equal(press('.', 'Slash'), '/')
  assert.equal(press(',', 'Slash', true), '?')
  assert.equal(press('1', 'Digit1', true), '!')
})

test('keys with names keep them', () => {
  assert.equal(press('Enter', 'Enter'), 'Enter')
  assert.equal(press('ArrowDown', 'ArrowDown'), 'ArrowDown')
})
