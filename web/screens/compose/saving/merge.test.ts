import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Draft, emptyDraft } from '../draft/draft.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { mergeTexts } from './merge-texts.ts'

test('two people changing different words both see their words', () => {
  assert.deepEqual(
    mergeTexts('Fresh coffee every morning', 'Fresh hot coffee every morning', 'Fresh coffee every evening'),
    { text: 'Fresh hot coffee every evening', collided: false },
  )
})

test('two people changing the same word collide and mine is kept', () => {
  assert.deepEqual(mergeTexts('Open at nine', 'Open at eight', 'Open at ten'), {
    text: 'Open at eight',
    collided: true,
  })
})

test('the same change made twice is made once', () => {
  assert.deepEqual(mergeTexts('a b c', 'a x c', 'a x c'), { text: 'a x c', collided: false })
})

test('what one deleted and the other left alone is deleted', () => {
  assert.equal(mergeTexts('one two three four', 'one three four', 'one two three five').text, 'one three five')
})

test('two people writing at the very end of a text collide rather than interleave', () => {
  assert.equal(mergeTexts('Hello', 'Hello world', 'Hello there').collided, true)
})

test('a very long text is merged without hanging', () => {
  const long = Array.from({ length: 12_000 }, (_, at) => `word${at}`).join(' ')
  const merged = mergeTexts(long, `first ${long}`, `${long} last`)
  assert.equal(merged.text, `first ${long} last`)
})

const with_ = (change: Partial<Draft>): Draft => ({
  ...emptyDraft(),
  title: 'Opening',
  accountIds: ['a', 'b'],
  ...change,
})
const text = (words: string) => ({ parts: [{ text: words, media: [] }] })

test('changes of different fields are both kept', () => {
  const { draft, collisions } = mergeDrafts(with_({}), with_({ title: 'Grand opening' }), with_({ language: 'bg' }))
  assert.deepEqual([draft.title, draft.language, collisions], ['Grand opening', 'bg', []])
})

test('one adds an account while the other takes one away', () => {
  const { draft } = mergeDrafts(with_({}), with_({ accountIds: ['a', 'b', 'c'] }), with_({ accountIds: ['a'] }))
  assert.deepEqual(draft.accountIds, ['a', 'c'])
})

test('a collision names its place and holds both sides', () => {
  const { draft, collisions } = mergeDrafts(
    with_({ body: text('Open at nine') }),
    with_({ body: text('Open at eight') }),
    with_({ body: text('Open at ten') }),
  )
  assert.equal(draft.body.parts[0]?.text, 'Open at eight')
  assert.deepEqual(collisions, [{ path: 'body.parts.0.text', mine: 'Open at eight', theirs: 'Open at ten' }])
})

test('options of one account set by two people are merged key by key', () => {
  const variant = (options: Record<string, string>) => [{ accountId: 'a', options }]
  const { draft, collisions } = mergeDrafts(
    with_({ variants: variant({}) }),
    with_({ variants: variant({ visibility: 'public' }) }),
    with_({ variants: variant({ warning: 'food' }) }),
  )
  assert.deepEqual(draft.variants[0]?.options, { visibility: 'public', warning: 'food' })
  assert.equal(collisions.length, 0)
})

test('a part added by one while the other rewrites the text collides as a whole', () => {
  const { collisions } = mergeDrafts(
    with_({ body: text('One') }),
    with_({ body: { parts: [...text('One').parts, ...text('Two').parts] } }),
    with_({ body: text('Uno') }),
  )
  assert.deepEqual(
    collisions.map((one) => one.path),
    ['body.parts'],
  )
})
