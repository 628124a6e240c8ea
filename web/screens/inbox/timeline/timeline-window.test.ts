import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brushedUp, mostHeld, type Stretch, withLater, withNewest, withOlder } from './timeline-window.ts'

type Said = { key: string; text?: string }
const all = Array.from({ length: 2000 }, (_, at) => ({ key: String(at).padStart(4, '0') }))
const page = (from: number, to: number): Stretch<Said> => ({
  entries: all.slice(from, to),
  before: from > 0 ? (all[from]?.key ?? null) : null,
  after: to < all.length ? (all[to - 1]?.key ?? null) : null,
})
const at = (key: string | null) => all.findIndex((one) => one.key === key)

test('two thousand entries read from the last to the first and back are never held all at once', () => {
  let held = withNewest(null, page(1950, 2000))
  while (held.before !== null) {
    const end = at(held.before)
    held = withOlder(held, page(Math.max(0, end - 50), end))
    assert.ok(held.entries.length <= mostHeld)
  }
  assert.equal(held.entries[0]?.key, '0000')
  while (held.after !== null) {
    const start = at(held.after) + 1
    held = withLater(held, page(start, Math.min(2000, start + 50)))
    assert.ok(held.entries.length <= mostHeld)
  }
  assert.equal(held.entries.at(-1)?.key, '1999')
  const keys = held.entries.map((one) => one.key)
  assert.deepEqual(keys, [...new Set(keys)].sort())
})

test('a new message stands under the older ones that were already read', () => {
  const held = withOlder(withNewest(null, page(1940, 1990)), page(1890, 1940))
  const news: Stretch<Said> = { ...page(1945, 1995), after: null }
  const next = withNewest({ ...held, after: null }, news)
  assert.equal(next.entries[0]?.key, '1890')
  assert.equal(next.entries.at(-1)?.key, '1994')
  assert.equal(next.before, held.before)
})

test('so much news that nothing joins it to what is held begins anew', () => {
  assert.deepEqual(withNewest({ ...page(100, 150), after: null }, page(1950, 2000)), page(1950, 2000))
})

test('an entry that became something else is shown as it is now', () => {
  const held = withNewest(null, { entries: [{ key: '1', text: 'sending' }], before: null, after: null })
  const next = withNewest(held, { entries: [{ key: '1', text: 'sent' }], before: null, after: null })
  assert.equal(next.entries[0]?.text, 'sent')
})

test('what changed far from the end is brushed up in its place', () => {
  const held = page(100, 110)
  const next = brushedUp(held, { ...held, entries: [{ key: '0105', text: 'hidden' }, { key: '0200' }] })
  assert.equal(next.entries.length, 10)
  assert.equal(next.entries[5]?.text, 'hidden')
})

test('what is told again as it was is not drawn again, and what changed is', () => {
  const held = withNewest<Said>(null, {
    entries: [
      { key: 'a', text: 'A' },
      { key: 'b', text: 'B' },
    ],
    before: null,
    after: null,
  })
  const again = withNewest(held, {
    entries: [
      { key: 'a', text: 'A' },
      { key: 'b', text: 'Edited' },
    ],
    before: null,
    after: null,
  })
  assert.equal(again.entries[0], held.entries[0])
  assert.notEqual(again.entries[1], held.entries[1])
  assert.equal(again.entries[1]?.text, 'Edited')
})
