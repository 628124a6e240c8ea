import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Post } from '../draft/draft.ts'
import { notScheduledYet } from './not-scheduled.ts'
import { replannedHow } from './replanned-how.ts'

const out = (accountId: string, dueAt = '2026-12-01T08:00:00.000Z', state = 'planned') => ({
  ...{ id: `of-${accountId}`, accountId, network: 'n', state, dueAt, url: null },
})
const post = (...publications: Post['publications']) =>
  ({ accountIds: publications.map((one) => one.accountId), publications }) as Post

test('another moment is a move', () => {
  const how = replannedHow({ before: post(out('a')), after: post(out('a', '2026-12-02T08:00:00.000Z')) })
  assert.deepEqual(how, { isOff: false, movedTo: '2026-12-02T08:00:00.000Z', added: [], removed: [] })
})

test('accounts that joined and left are told apart from those that stayed', () => {
  const how = replannedHow({
    before: post(out('a'), out('b')),
    after: post(out('a'), out('b', '', 'cancelled'), out('c')),
  })
  assert.deepEqual(how, { isOff: false, movedTo: null, added: ['c'], removed: ['b'] })
})

test('when nothing is planned any more the post is off the calendar', () => {
  assert.equal(replannedHow({ before: post(out('a')), after: post(out('a', '', 'cancelled')) }).isOff, true)
})

test('an account added whose network would not take the post waits to be scheduled', () => {
  const { publications } = post(out('a'), out('b', '', 'published'), out('c', '', 'cancelled'))
  assert.deepEqual(notScheduledYet({ accountIds: ['a', 'b', 'c', 'd'], publications }), ['c', 'd'])
})

test('of a post that is not planned nothing is missing', () => {
  assert.deepEqual(notScheduledYet({ accountIds: ['a', 'b'], publications: [] }), [])
})
