import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownAddress } from './own-address.ts'

test('a door leads on to an address of this desk, its query with it', () => {
  assert.equal(ownAddress('/brands/7/calendar?view=month'), '/brands/7/calendar?view=month')
})

test('a door leads nowhere else, whatever the link says', () => {
  for (const given of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'calendar',
    7,
    undefined,
  ])
    assert.equal(ownAddress(given), undefined)
})
