import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createSecrets, SecretsUnreadable } from './secrets.ts'

const key = () => randomBytes(32)

test('a secret opens for its owner only, and never shows in what is stored', () => {
  const secrets = createSecrets([key()])
  const sealed = secrets.seal('пароль 🔑', 'account-1')
  assert.equal(secrets.open(sealed, 'account-1'), 'пароль 🔑')
  assert.throws(() => secrets.open(sealed, 'account-2'), SecretsUnreadable)
  assert.notEqual(sealed, secrets.seal('пароль 🔑', 'account-1'))
})

test('a secret altered in any one character does not open', () => {
  const secrets = createSecrets([key()])
  const sealed = secrets.seal('token', 'me')
  for (let n = 0; n < sealed.length; n++) {
    const other = sealed[n] === 'A' ? 'B' : 'A'
    const altered = sealed.slice(0, n) + other + sealed.slice(n + 1)
    const opened = attempt(() => secrets.open(altered, 'me'))
    // The last character of base64 may carry spare bits; then nothing was altered at all.
    assert.ok(opened === undefined || opened === 'token', `altered at ${n}`)
  }
})

test('after a rotation the new key alone opens what the old one sealed', () => {
  const [old, fresh] = [key(), key()]
  const sealed = createSecrets([old]).seal('token', 'me')
  const both = createSecrets([fresh, old])
  const rotated = both.rotate(sealed, 'me')
  assert.equal(both.open(sealed, 'me'), 'token')
  assert.equal(createSecrets([fresh]).open(rotated, 'me'), 'token')
  assert.equal(both.rotate(rotated, 'me'), rotated)
  assert.throws(() => createSecrets([fresh]).open(sealed, 'me'), /RIALTO_RETIRED_MASTER_KEYS/)
})

test('a short master key is refused', () => {
  assert.throws(() => createSecrets([Buffer.from('short')]), /32 bytes/)
})

const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act()
  } catch (error) {
    assert.ok(error instanceof SecretsUnreadable)
    return undefined
  }
}
