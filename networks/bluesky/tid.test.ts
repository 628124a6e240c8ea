import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { newId } from '../../kernel/id.ts'
import { specs } from '../lab/specs.ts'
import { tidFor } from './tid.ts'

/** https://atproto.com/specs/tid */
const form = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/

test('the same key gives the same record key, and another key another', () => {
  const id = newId()
  assert.equal(tidFor(`${id}:post`), tidFor(`${id}:post`))
  assert.notEqual(tidFor(`${id}:post`), tidFor(`${id}:thread-1`))
})

test('record keys are valid and, among ten thousand posts planned in one instant, all different', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const keys = Array.from({ length: 10_000 }, () => tidFor(`${newId(now)}:post`))
  assert.ok(keys.every((key) => form.test(key)))
  assert.equal(new Set(keys).size, keys.length)
})

test('a key that is no publication’s still gives a valid record key', () => {
  assert.match(tidFor('like:at://did:plc:x/app.bsky.feed.post/y'), form)
})

test('the moment in a record key lies shortly before the post was planned', () => {
  const planned = new Date('2026-11-22T10:00:00Z')
  const [...letters] = tidFor(`${newId(planned)}:post`)
  const value = letters.reduce(
    (sum, letter) => sum * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(letter)),
    0n,
  )
  const hours = (planned.getTime() - Number((value >> 10n) / 1000n)) / 3_600_000
  assert.ok(hours >= 0 && hours < 39, `${hours} hours before`)
})

const file = 'bluesky/interop-test-files/syntax/tid_syntax_valid.txt'
test('the form checked here is the protocol’s own', { skip: specs.missing(file) }, () => {
  const valid = readFileSync(specs.path(file), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  assert.ok(valid.length > 0 && valid.every((tid) => form.test(tid)))
})
