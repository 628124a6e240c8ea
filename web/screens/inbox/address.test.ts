import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addressFrom,
  addressOfView,
  filterOf,
  filtersOn,
  isOnlyView,
  queryFor,
  searchFor,
  withoutFilters,
} from './address.ts'

test('what the list shows comes back from its address as it was', () => {
  const address = { ...addressFrom({}), folder: 'mine' as const, q: 'кафе 100%', labels: 'price,delivery' }
  assert.deepEqual(addressFrom(searchFor(address)), address)
})

test('the address says nothing that goes without saying', () => {
  assert.deepEqual(searchFor(addressFrom({ folder: 'waiting', order: 'newest' })), {})
})

test('an address written by hand with nonsense in it shows the ordinary list', () => {
  const address = addressFrom({ folder: 'attic', order: 7, tone: 'angry', brands: ['x'], q: 42 })
  assert.deepEqual(address, { ...addressFrom({}), q: '42' })
})

test('the API is asked for nothing that was left empty', () => {
  assert.deepEqual(queryFor(addressFrom({ q: '  ', tone: 'negative' })), {
    folder: 'waiting',
    order: 'newest',
    tone: 'negative',
  })
})

test('a view brings back its filters, and its search, whatever was filtered before', () => {
  const saved = filterOf(addressFrom({ folder: 'all', q: 'refund', kinds: 'review' }))
  const shown = addressOfView('v1', saved)
  assert.deepEqual(
    { q: shown.q, kinds: shown.kinds, folder: shown.folder, view: shown.view },
    {
      ...{ q: 'refund', kinds: 'review', folder: 'all', view: 'v1' },
    },
  )
  assert.equal(filtersOn(shown), 1)
  assert.deepEqual(searchFor(withoutFilters(shown)), { folder: 'all' })
})

test('an address that names a view alone is told from one that says what it shows', () => {
  assert.ok(isOnlyView(addressFrom({ view: 'v1' })))
  assert.ok(!isOnlyView(addressFrom({ view: 'v1', kinds: 'review' })))
  assert.ok(!isOnlyView(addressFrom({})))
})
