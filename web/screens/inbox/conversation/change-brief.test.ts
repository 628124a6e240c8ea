import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Brief } from '../../../api/inbox.ts'
import { changedBrief, inverseOf, leaves, mostAtOnce, together } from './change-brief.ts'

const brief = (more: Partial<Brief> = {}): Brief => ({
  ...{ id: 'c', brandId: 'b', accountId: 'a', network: 'n', kind: 'comment', author: null, personId: null },
  ...{ excerpt: '', excerptIsOwn: false, count: 1, lastAt: '2026-11-22T10:00:00Z', state: 'open', snoozedUntil: null },
  ...{ unread: true, assignee: null, labels: [], tone: null, rating: null, language: null, waitingSince: null },
  ...{ dueAt: null, found: null, ...more },
})
const ada = { id: 'ada', name: 'Ada' }

test('undone, a conversation is as it was', () => {
  const before = brief({ assignee: ada, labels: ['price'], state: 'snoozed', snoozedUntil: '2026-11-23T07:00:00Z' })
  const change = { assigneeId: null, state: 'done' as const, addLabels: ['price', 'late'], tone: 'negative' as const }
  const back = inverseOf(before, change)
  assert.ok(back)
  assert.deepEqual(changedBrief(changedBrief(before, change), back, [ada]), before)
})

test('what changes nothing needs no undoing', () => {
  assert.equal(inverseOf(brief({ state: 'done' }), { state: 'done', unread: true }), null)
})

test('many conversations are changed by as few requests as brands and differences need', () => {
  const many = [
    brief({ id: '1' }),
    brief({ id: '2' }),
    brief({ id: '3', brandId: 'other' }),
    brief({ id: '4', unread: false }),
  ]
  assert.deepEqual(
    together(many, (one) => inverseOf(one, { unread: false })).map(({ brandId, ids }) => [brandId, ...ids]),
    [
      ['b', '1', '2'],
      ['other', '3'],
    ],
  )
})

test('what is put away is read by that, and unread again when it is taken back', () => {
  const done = changedBrief(brief(), { state: 'done' })
  assert.equal(done.unread, false)
  assert.deepEqual(changedBrief(done, inverseOf(brief(), { state: 'done' }) ?? {}), brief())
})

test('more conversations than one request takes are changed by several', () => {
  const many = Array.from({ length: mostAtOnce + 1 }, (_, at) => brief({ id: String(at) }))
  const parts = together(many, () => ({ state: 'done' }))
  assert.deepEqual(
    parts.map((one) => one.ids.length),
    [mostAtOnce, 1],
  )
  assert.equal(new Set(parts.flatMap((one) => one.ids)).size, mostAtOnce + 1)
})

test('a conversation that is done leaves the folders of open ones, and stays among all', () => {
  assert.ok(leaves('waiting', { state: 'done' }, 'ada'))
  assert.ok(!leaves('all', { state: 'done' }, 'ada'))
  assert.ok(leaves('all', { state: 'spam' }, 'ada'))
})

test('given to somebody else it leaves mine, taken by anybody it leaves the unassigned', () => {
  assert.ok(leaves('mine', { assigneeId: 'boris' }, 'ada'))
  assert.ok(!leaves('mine', { assigneeId: 'ada' }, 'ada'))
  assert.ok(leaves('unassigned', { assigneeId: 'ada' }, 'ada'))
  assert.ok(!leaves('unread', { unread: false }, 'ada'))
})
