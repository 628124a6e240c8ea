import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf } from './browser-of.ts'

test('a browser that pretends to be others is known by its own sign', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0'
  assert.equal(browserOf(edge), 'Edge, Windows')
})

test('a phone is not taken for the desktop system it mentions', () => {
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1'
  assert.equal(browserOf(phone), 'Safari, iOS')
})

test('a program that says nothing of itself is nobody', () => {
  assert.equal(browserOf(null), null)
  assert.equal(browserOf('curl/8'), null)
})
