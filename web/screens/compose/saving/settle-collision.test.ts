import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Draft, emptyDraft } from '../draft/draft.ts'
import { joinBoth, takeTheirs } from './settle-collision.ts'

const saying = (text: string, more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  body: { parts: [{ text, media: [] }] },
  ...more,
})

test('taking theirs changes that place and nothing else', () => {
  const settled = takeTheirs(
    saying('Eight', { title: 'Mine' }),
    saying('Ten', { title: 'Theirs' }),
    'body.parts.0.text',
  )
  assert.deepEqual([settled.body.parts[0]?.text, settled.title], ['Ten', 'Mine'])
})

test('keeping both puts their words under mine', () => {
  const both = joinBoth(saying('Eight'), { path: 'body.parts.0.text', mine: 'Eight', theirs: 'Ten' })
  assert.equal(both.body.parts[0]?.text, 'Eight\n\nTen')
})

test('an account’s own text is taken from the other side even where only they have one', () => {
  const variant = { accountId: 'a', options: {}, parts: [{ text: 'Theirs', media: [] }] }
  assert.deepEqual(takeTheirs(saying(''), saying('', { variants: [variant] }), 'variants.a').variants, [variant])
  assert.deepEqual(takeTheirs(saying('', { variants: [variant] }), saying(''), 'variants.a').variants, [])
})
