import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressFrom, filtersOn, queryFor, searchFor, withoutFilters } from './address.ts'

test('what stands in the address is what is asked, and nothing that goes without saying', () => {
  const address = addressFrom({ folder: 'spam', q: ' cup ', sentiment: 'negative', minFollowers: 500, odd: 'x' })
  assert.deepEqual(searchFor(address), { folder: 'spam', q: ' cup ', sentiment: 'negative', minFollowers: '500' })
  assert.deepEqual(queryFor(address), { folder: 'spam', q: 'cup', sentiment: 'negative', minFollowers: '500' })
})

test('a folder nobody knows is all, and filters are taken off without leaving the topic', () => {
  const address = addressFrom({ folder: 'attic', topics: 't1', languages: 'uk', originals: true })
  assert.equal(address.folder, 'all')
  assert.equal(filtersOn(address), 2)
  assert.deepEqual(searchFor(withoutFilters(address)), { topics: 't1' })
})
