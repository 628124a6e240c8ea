import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Brief } from '../../../api/inbox.ts'
import { ListFeed } from './list-feed.ts'
import { idsAt } from './list-window.ts'

const brief = (id: string): Brief => ({
  ...{ id, brandId: 'b', accountId: 'a', network: 'n', kind: 'comment', author: null, personId: null },
  ...{ excerpt: '', excerptIsOwn: false, count: 1, lastAt: '2026-11-22T10:00:00Z', state: 'open', snoozedUntil: null },
  ...{ unread: true, assignee: null, labels: [], tone: null, rating: null, language: null, waitingSince: null },
  ...{ dueAt: null, found: null },
})

/** A desk with these conversations, newest first, which answers in pages of ten. */
function deskOf(count: number) {
  const ids = Array.from({ length: count }, (_, at) => `c${at}`)
  const asked: (string | undefined)[] = []
  let isAway = false
  const read = async (after: string | undefined) => {
    asked.push(after)
    await setImmediate()
    if (isAway) throw new Error('away')
    const from = after === undefined ? 0 : ids.indexOf(after) + 1
    const items = ids.slice(from, from + 10)
    return { items: items.map(brief), next: from + 10 < ids.length ? (items.at(-1) ?? null) : null }
  }
  const away = (is: boolean) => {
    isAway = is
  }
  return { ids, asked, read, away }
}

const settle = async () => {
  for (let turn = 0; turn < 6; turn += 1) await setImmediate()
}
const shown = (feed: ListFeed<Brief>, from: number, to: number) => idsAt(feed.seen().list, from, to)
const none = new Set<string>()

test('scrolling to the end and back asks for each page when it is near, and again when it was let go of', async () => {
  const desk = deskOf(200)
  const feed = new ListFeed(desk.read, () => {})
  await settle()
  for (let row = 0; row < 200; row += 5) {
    feed.look(row, row + 8, row === 0, none)
    await settle()
  }
  assert.equal(feed.seen().count, 200)
  assert.equal(feed.seen().hasMore, false)
  assert.ok(feed.seen().list.items.size <= 80)
  feed.look(0, 8, true, none)
  await settle()
  assert.deepEqual(shown(feed, 0, 3), ['c0', 'c1', 'c2'])
})

test('at the top a new conversation stands first; further down it is only counted until it is asked for', async () => {
  const desk = deskOf(60)
  const feed = new ListFeed(desk.read, () => {})
  await settle()
  feed.look(0, 8, true, none)
  await settle()
  desk.ids.unshift('first')
  await feed.refresh()
  assert.deepEqual(shown(feed, 0, 2), ['first', 'c0'])
  feed.look(9, 17, false, none)
  desk.ids.unshift('second', 'third')
  await feed.refresh()
  assert.deepEqual(shown(feed, 0, 2), ['first', 'c0'])
  assert.equal(feed.seen().fresh, 2)
  feed.showFresh()
  assert.deepEqual(shown(feed, 0, 4), ['second', 'third', 'first', 'c0'])
  assert.equal(feed.seen().fresh, 0)
})

test('a desk that is away at first is told of, and found when it is back', async () => {
  const desk = deskOf(5)
  desk.away(true)
  const feed = new ListFeed(desk.read, () => {})
  await settle()
  assert.equal(feed.seen().state, 'failed')
  desk.away(false)
  await feed.refresh()
  await settle()
  assert.equal(feed.seen().state, 'ready')
  assert.equal(feed.seen().count, 5)
})

test('a desk that goes away later leaves what was shown', async () => {
  const desk = deskOf(5)
  const feed = new ListFeed(desk.read, () => {})
  await settle()
  desk.away(true)
  await feed.refresh()
  assert.equal(feed.seen().state, 'ready')
  assert.equal(feed.seen().count, 5)
})
