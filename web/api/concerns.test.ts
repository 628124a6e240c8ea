import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concerns } from './concerns.ts'

const here = '/api/brands/one'

test('a post written makes the lists that show posts stale, and nothing else', () => {
  const written = { type: 'post.written', brandId: 'one' }
  assert.ok(concerns(`${here}/posts`, written))
  assert.ok(concerns(`${here}/posts/7`, written))
  assert.ok(concerns('/api/calendar', written))
  assert.ok(!concerns(`${here}/slots`, written))
  assert.ok(!concerns('/api/me', written))
})

test('what happens in one brand leaves the answers of another alone', () => {
  assert.ok(!concerns('/api/brands/two/posts', { type: 'post.written', brandId: 'one' }))
})

test('a client’s desk hears of what is written and decided', () => {
  for (const type of ['post.submitted', 'post.written', 'post.approved'])
    assert.ok(concerns(`${here}/for-approval`, { type, brandId: 'one' }))
})

test('somebody coming and going in a post asks for no list anew', () => {
  assert.ok(!concerns(`${here}/posts`, { type: 'post.presence', brandId: 'one' }))
})

test('what happens in one conversation asks for no other anew, nor does somebody looking at it', () => {
  const changed = { type: 'conversation.changed', brandId: 'one', payload: { conversationId: '7' } }
  assert.ok(concerns(`${here}/conversations/7`, changed))
  assert.ok(concerns('/api/inbox/counts', changed))
  assert.ok(!concerns(`${here}/conversations/8`, changed))
  assert.ok(!concerns('/api/inbox/views', changed))
  assert.ok(!concerns(`${here}/conversations/7`, { ...changed, type: 'conversation.presence' }))
})

test('an event of a kind nobody foresaw may have changed anything of its brand', () => {
  assert.ok(concerns(`${here}/posts`, { type: 'wonder.seen', brandId: 'one' }))
  assert.ok(!concerns('/api/brands/two/posts', { type: 'wonder.seen', brandId: 'one' }))
})

test('somebody met, merged or erased makes the people of their brand stale, and what they said, and nothing else', () => {
  for (const type of ['person.met', 'person.changed', 'person.merged', 'person.erased']) {
    assert.ok(concerns(`${here}/people`, { type, brandId: 'one' }))
    assert.ok(concerns(`${here}/people/7`, { type, brandId: 'one' }))
    assert.ok(!concerns(`${here}/posts`, { type, brandId: 'one' }))
  }
  assert.ok(concerns(`${here}/people/temperatures`, { type: 'windows.changed', brandId: 'one' }))
  assert.ok(!concerns(`${here}/slots`, { type: 'windows.changed', brandId: 'one' }))
})
