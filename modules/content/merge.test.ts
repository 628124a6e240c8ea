import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicMs } from '../../kernel/clock.ts'
import { mergeChanges } from './merge.ts'

const body = (text: string, more: object = {}) => ({ parts: [{ text, media: [], ...more }] })
const post = {
  title: 'Monday',
  labels: ['spring'],
  body: body('Fresh beans have arrived. Come and taste.'),
  rubricId: null,
}

test('two people who change different fields lose nothing', () => {
  const current = { ...post, title: 'Tuesday' }
  assert.deepEqual(mergeChanges(post, current, { labels: ['spring', 'beans'] }), {
    changes: { labels: ['spring', 'beans'] },
    collided: [],
  })
})

test('two people who change different sentences of one text both find their words in it', () => {
  const current = { ...post, body: body('Fresh Ethiopian beans have arrived. Come and taste.') }
  const merged = mergeChanges(post, current, { body: body('Fresh beans have arrived. Come and taste them on Friday.') })
  assert.deepEqual(merged.collided, [])
  assert.deepEqual(merged.changes.body, body('Fresh Ethiopian beans have arrived. Come and taste them on Friday.'))
})

test('two people who change the same word collide, and neither text is overwritten', () => {
  const current = { ...post, body: body('Roasted beans have arrived. Come and taste.') }
  assert.deepEqual(mergeChanges(post, current, { body: body('Green beans have arrived. Come and taste.') }), {
    changes: {},
    collided: ['body'],
  })
})

test('one writes while the other adds a picture: the part keeps both', () => {
  const media = [{ mediaId: '018f0000-0000-7000-8000-000000000001' }]
  const current = { ...post, body: body('Fresh beans have arrived. Come and taste.', { media }) }
  const merged = mergeChanges(post, current, { body: body('Fresh beans are here. Come and taste.') })
  assert.deepEqual(merged.changes.body, body('Fresh beans are here. Come and taste.', { media }))
})

test('a label one removed and a label the other added are both respected', () => {
  const current = { ...post, labels: [] }
  assert.deepEqual(mergeChanges(post, current, { labels: ['spring', 'beans'] }).changes, { labels: ['beans'] })
})

test('saying again what already stands changes nothing', () => {
  assert.deepEqual(mergeChanges(post, post, { title: 'Monday' }), { changes: {}, collided: [] })
})

test('a variant each for two accounts are both kept', () => {
  const a = { accountId: 'a', options: { silent: true } }
  const b = { accountId: 'b', options: {} }
  const merged = mergeChanges({ variants: [] }, { variants: [a] }, { variants: [b] })
  assert.deepEqual(merged.changes, { variants: [a, b] })
})

test('a thread part added by both at once is a collision for people to settle', () => {
  const two = { parts: [...post.body.parts, { text: 'mine', media: [] }] }
  const other = { parts: [...post.body.parts, { text: 'theirs', media: [] }] }
  assert.deepEqual(mergeChanges(post, { ...post, body: other }, { body: two }).collided, ['body'])
})

test('what was begun from a version that is no longer kept collides where it differs, and nothing is lost', () => {
  const mine = { ...post, title: 'Wednesday', labels: ['autumn'], body: body('Another text.') }
  assert.deepEqual(mergeChanges({}, post, mine), { changes: {}, collided: ['title', 'labels', 'body'] })
})

test('two people in one very long text are answered at once', () => {
  const long = 'a b '.repeat(25_000)
  const began = monotonicMs()
  const merged = mergeChanges({ title: long }, { title: `new ${long}` }, { title: `${long} end` })
  assert.ok(monotonicMs() - began < 3_000)
  assert.deepEqual(merged.collided, ['title'])
})
