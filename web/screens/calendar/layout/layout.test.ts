import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneClock } from '../time/zone-clock.ts'
import { layOutColumn } from './lay-out-column.ts'
import { listRows } from './list-rows.ts'
import { type Entry, foldCell, placeEntries } from './place-entries.ts'
import { mapRows, rowAt, rowsInView } from './rows-in-view.ts'

const column = (minutes: number[], maxLanes = 3) =>
  layOutColumn(minutes, { minuteOf: (minute) => minute, span: 30, maxLanes })

test('posts far apart take the whole width', () => {
  assert.deepEqual(
    column([600, 540]).placed.map(({ lane, lanes }) => [lane, lanes]),
    [
      [0, 1],
      [0, 1],
    ],
  )
})

test('posts within half an hour stand side by side and a freed lane is used again', () => {
  assert.deepEqual(
    column([540, 550, 575]).placed.map(({ item, lane, lanes }) => [item, lane, lanes]),
    [
      [540, 0, 2],
      [550, 1, 2],
      [575, 0, 2],
    ],
  )
})

test('what finds no lane is gathered and nobody is lost', () => {
  const { placed, more } = column(Array.from({ length: 50 }, () => 540))
  assert.equal(placed.length, 2)
  assert.deepEqual(
    more.map(({ items, lane }) => [items.length, lane]),
    [[48, 2]],
  )
})

test('a day of ten thousand posts keeps each of them once', () => {
  const { placed, more } = column(Array.from({ length: 10_000 }, (_, at) => (at * 7919) % 1440))
  assert.equal(placed.length + more.reduce((sum, one) => sum + one.items.length, 0), 10_000)
})

const entry = (postId: string, at: string): Entry => ({
  postId,
  brandId: 'b',
  at,
  zone: 'UTC',
  title: postId,
  stage: 'draft',
  accountIds: [],
  state: 'draft',
})

test('a post late in the evening in London stands on the next day in Kyiv', () => {
  const entries = [entry('one', '2026-11-10T23:30:00Z')]
  const span = [Date.parse('2026-11-01T00:00Z'), Date.parse('2026-12-01T00:00Z')] as const
  const london = placeEntries(entries, () => zoneClock('Europe/London', ...span))
  const kyiv = placeEntries(entries, () => zoneClock('Europe/Kyiv', ...span))
  assert.deepEqual([...london.keys()], ['2026-11-10'])
  assert.equal(kyiv.get('2026-11-11')?.[0]?.minute, 90)
})

test('the list has a heading a day, days and posts in order', () => {
  const entries = [
    entry('b', '2026-11-12T08:00:00Z'),
    entry('c', '2026-11-10T09:00:00Z'),
    entry('a', '2026-11-10T08:00:00Z'),
  ]
  const days = placeEntries(entries, () => zoneClock('UTC', 0, 1))
  const rows = listRows(days, '2026-11-01', '2026-12-01')
  assert.deepEqual(
    rows.map((row) => (row.kind === 'day' ? row.date : row.placed.entry.postId)),
    ['2026-11-10', 'a', 'c', '2026-11-12', 'b'],
  )
})

test('a full cell keeps a line for "more" and counts what it hides', () => {
  assert.deepEqual(foldCell([1, 2, 3], 3), { shown: [1, 2, 3], hidden: 0 })
  assert.deepEqual(foldCell([1, 2, 3, 4], 3), { shown: [1, 2], hidden: 2 })
})

test('of ten thousand rows only those in view are drawn', () => {
  const map = mapRows(Array.from({ length: 10_000 }, (_, at) => (at % 10 === 0 ? 40 : 60)))
  assert.equal(map.total, 580_000)
  const { from, to } = rowsInView(map, 290_000, 800, 4)
  assert.ok(to - from < 25)
  assert.ok((map.tops[from] ?? 0) <= 290_000 && (map.tops[to - 1] ?? 0) >= 290_800)
  assert.equal(rowAt(map, 39), 0)
  assert.equal(rowAt(map, 40), 1)
  assert.deepEqual(rowsInView(mapRows([]), 0, 500), { from: 0, to: 0 })
})
