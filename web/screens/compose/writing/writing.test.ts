import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completions, linkIn, putIn, signAt, tagsIn, wordBefore } from './complete-word.ts'
import { countText } from './count-text.ts'
import { markText } from './mark-text.ts'

const characters = (max: number) => ({ unit: 'u', max, count: (text: string) => [...text].length })

test('what does not fit is marked from where it stops fitting, links included', () => {
  const text = 'See https://a.example and more'
  const marks = markText(text, [{ from: 4, to: 21, kind: 'link' }], 10)
  assert.deepEqual(
    marks.map(({ text: words, live, over }) => [words, live, over]),
    [
      ['See ', false, false],
      ['https:', true, false],
      ['//a.example', true, true],
      [' and more', false, true],
    ],
  )
  assert.equal(marks.map((mark) => mark.text).join(''), text)
})

test('an empty text has nothing to mark', () => assert.deepEqual(markText('', [], null), []))

test('the counter shows the first rule until another is broken', () => {
  const bytes = { unit: 'bytes', max: 6, count: (text: string) => new TextEncoder().encode(text).length }
  assert.equal(countText('кав', [characters(5), bytes])?.unit, 'u')
  assert.deepEqual(countText('кава', [characters(5), bytes]), {
    used: 8,
    max: 6,
    left: -2,
    unit: 'bytes',
    state: 'over',
  })
})

test('the counter warns a little before the end', () => {
  assert.equal(countText('x'.repeat(250), [characters(300)])?.state, 'fine')
  assert.equal(countText('x'.repeat(275), [characters(300)])?.state, 'near')
})

test('a hashtag being typed is recognised, an e-mail address is not a mention', () => {
  assert.deepEqual(wordBefore('Дух на #кафе', 12), { sign: '#', word: 'кафе', from: 7, to: 12 })
  assert.equal(wordBefore('write to me@cafe', 16), null)
  assert.equal(wordBefore('done #tag ', 10), null)
})

test('words used most often are offered first and the finished one is not offered again', () => {
  const known = tagsIn(['#coffee #coffeetime.', 'again #coffeetime (#cup)', 'ask @roastery.example'])
  const typed = wordBefore('#cof', 4)
  assert.ok(typed)
  assert.deepEqual(completions(typed, known), [
    { word: '#coffeetime', count: 2 },
    { word: '#coffee', count: 1 },
  ])
  const asked = wordBefore('@r', 2)
  assert.deepEqual(asked && completions(asked, known), [{ word: '@roastery.example', count: 1 }])
})

test('a word put in leaves the caret after one space', () => {
  assert.deepEqual(putIn('Hi #co there', 3, 6, '#coffee', true), { text: 'Hi #coffee there', caret: 11 })
  assert.deepEqual(putIn('Hi #co', 3, 6, '#coffee', true), { text: 'Hi #coffee ', caret: 11 })
})

test('in the middle of a text the whole begun word is replaced', () => {
  const text = 'Try #cofe today'
  const begun = wordBefore(text, 7)
  assert.deepEqual(begun, { sign: '#', word: 'co', from: 4, to: 9 })
  assert.deepEqual(begun && putIn(text, begun.from, begun.to, '#coffee', true), {
    text: 'Try #coffee today',
    caret: 12,
  })
})

test('a sign put right after a word stands apart from it', () => {
  assert.equal(signAt('кафе', 4, '#'), ' #')
  assert.equal(signAt('кафе ', 5, '@'), '@')
  assert.equal(signAt('', 0, '@'), '@')
})

test('a link is found without the full stop after it', () => {
  assert.equal(linkIn('Read https://roastery.example/a.'), 'https://roastery.example/a')
  assert.equal(linkIn('no link http:// here'), null)
})
