import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SaidEntry } from '../../../api/inbox.ts'
import { aimAt } from './use-target.ts'

function said(id: string, more: Partial<SaidEntry['said']> = {}): SaidEntry {
  const author = { id: `author of ${id}`, handle: id, name: id, avatarUrl: null }
  return {
    ...{ entry: 'said', key: id, at: '2026-11-22T10:00:00Z', hidden: false, automated: false, liked: false, acts: [] },
    ...{ replyId: null, sent: null },
    said: {
      ...{ id, accountId: 'a', kind: 'comment', remoteId: id, at: '2026-11-22T10:00:00Z', author, text: id, media: [] },
      ...{ under: null, replyTo: null, url: null, rating: null, own: false, edited: false, deleted: false, ...more },
    },
  }
}
const begun = (entry: SaidEntry) => ({ id: entry.said.id, isChosen: false, entry })
const [first, second] = [said('first'), said('second')]

test('while nothing is written, what was said last by somebody else is answered', () => {
  assert.equal(aimAt([first, second, said('ours', { own: true })], null, 'comment').to, 'second')
  assert.equal(aimAt([], null, 'comment').to, null)
})

test('words begun for one are not sent to another who spoke meanwhile', () => {
  const aim = aimAt([first, second], begun(first), 'comment')
  assert.deepEqual([aim.to, aim.targetId], ['first', 'first'])
})

test('of one who writes on in private the newest message is answered', () => {
  const { author } = first.said
  assert.equal(aimAt([first, said('more', { author })], begun(first), 'message').to, 'more')
})

test('what was deleted while it was being answered is said to be gone, and nobody else gets the answer', () => {
  const gone = said('first', { deleted: true, text: '' })
  const aim = aimAt([gone, second], begun(first), 'comment')
  assert.deepEqual([aim.to, aim.isTargetGone], [null, true])
})

test('what was chosen stays chosen when the reader is far from it', () => {
  assert.equal(aimAt([second], { id: 'first', isChosen: true, entry: first }, 'comment').target?.said.text, 'first')
  assert.equal(aimAt([second], { id: 'unseen', isChosen: true, entry: null }, 'comment').to, 'unseen')
})
