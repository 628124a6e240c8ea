import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  countOf,
  emptyList,
  idsAt,
  type ListWindow,
  letGo,
  newcomers,
  pagesAt,
  removed,
  rowOf,
  withFresh,
  withHead,
  withPage,
} from './list-window.ts'

type Item = { id: string; words?: string }
const items = (...ids: (string | number)[]): Item[] => ids.map((id) => ({ id: String(id) }))
const range = (from: number, to: number): Item[] => items(...Array.from({ length: to - from }, (_, at) => from + at))
const shown = (list: ListWindow<Item>) => idsAt(list, 0, countOf(list)).join(' ')
const nobody = new Set<string>()

/** Pages of three: 0 1 2, 3 4 5, 6 7 8. */
function three(): ListWindow<Item> {
  let list = withPage(emptyList<Item>(), 0, { items: range(0, 3), next: 'k2' })
  list = withPage(list, 1, { items: range(3, 6), next: 'k5' })
  return withPage(list, 2, { items: range(6, 9), next: null })
}

test('ten thousand conversations scrolled through leave only those near the reader in memory', () => {
  let list = emptyList<Item>()
  for (let page = 0; page < 200; page += 1) {
    list = withPage(list, page, { items: range(page * 50, page * 50 + 50), next: page < 199 ? `k${page}` : null })
    list = letGo(list, [page], 2, nobody)
  }
  assert.equal(countOf(list), 10_000)
  assert.equal(list.items.size, 150)
  assert.deepEqual(idsAt(list, 0, 1), [undefined])
  assert.deepEqual(pagesAt(list, 0, 50), [0])
  const again = withPage(list, 0, { items: range(0, 50), next: 'k0' })
  assert.deepEqual(idsAt(again, 49, 50), ['49'])
  assert.equal(countOf(again), 10_000)
})

test('what is new at the head stands on top, and what it pushed down is neither lost nor doubled', () => {
  const list = withHead(three(), { items: items('new', 0, 1), next: 'k1' }, nobody)
  assert.equal(shown(list), 'new 0 1 2 3 4 5 6 7 8')
  assert.equal(list.pages[0]?.next, 'k2')
})

test('a conversation that rose to the head no longer stands where it was', () => {
  const list = withHead(three(), { items: items(7, 0, 1), next: 'k1' }, nobody)
  assert.equal(shown(list), '7 0 1 2 3 4 5 6 8')
})

test('what left the folder goes, and what follows it moves up', () => {
  const list = withHead(three(), { items: items(0, 2, 3), next: 'k3' }, nobody)
  assert.equal(shown(list), '0 2 3 4 5 6 7 8')
})

test('what is being read stays in its place though it left the folder', () => {
  const list = withHead(three(), { items: items(0, 2, 3), next: 'k3' }, new Set(['1']))
  assert.equal(shown(list), '0 1 2 3 4 5 6 7 8')
})

test('so many newcomers that nothing known is among them begin the list anew', () => {
  const list = withHead(three(), { items: items('a', 'b', 'c'), next: 'kc' }, nobody)
  assert.equal(shown(list), 'a b c')
  assert.equal(list.pages.length, 1)
})

test('further down the list stands still and says how many are new', () => {
  const before = three()
  const list = withFresh(before, { items: [{ id: 'new' }, { id: '1', words: 'edited' }], next: 'k1' })
  assert.equal(shown(list), shown(before))
  assert.equal(newcomers(list), 1)
  assert.equal(list.items.get('1')?.words, 'edited')
})

test('an answer without an end drops what once stood after it', () => {
  assert.equal(shown(withPage(three(), 2, { items: items(6), next: null })), '0 1 2 3 4 5 6')
})

test('what was removed by hand leaves no hole', () => {
  const list = removed(three(), ['4', '0'])
  assert.equal(shown(list), '1 2 3 5 6 7 8')
  assert.equal(rowOf(list, '5'), 3)
  assert.equal(rowOf(list, '4'), -1)
})
