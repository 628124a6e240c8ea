import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Matcher } from '../matcher/matcher.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import type { Post } from '../matcher/post.ts'
import { firstQuery } from './first-query.ts'

function finds(text: string, post: Post): boolean {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok, text)
  const matcher = new Matcher()
  matcher.set('first', parsed.query)
  return matcher.match(post).length > 0
}

test('a brand is found in both alphabets and all forms, by its tag and handle, and not by what it says itself', () => {
  const text = firstQuery({ kind: 'brand', name: 'Rialto', handles: ['@Rialto', 'rialto.example.org'] })
  for (const said of ['love Rialto!', 'в Риалто е хубаво', '#rialto', '@rialto hello', 'RIALTO’s coffee'])
    assert.ok(finds(text, { text: said, author: { handle: 'ada' } }), said)
  for (const handle of ['rialto', 'rialto.example.org'])
    assert.ok(!finds(text, { text: 'Rialto opens', author: { handle } }), handle)
  assert.ok(!finds(text, { text: 'the bridge of Venice', author: { handle: 'ada' } }))
})

test('a name of two words is a phrase in each alphabet; a person is found in any order', () => {
  const coffee = firstQuery({ kind: 'competitor', name: 'Rila Coffee' })
  assert.ok(finds(coffee, { text: 'Rila Coffee is open' }))
  assert.ok(!finds(coffee, { text: 'coffee in the Rila mountain' }))
  const person = firstQuery({ kind: 'person', name: 'Тарас Шевченко' })
  for (const said of ['про Тараса Шевченка', 'Шевченко Тарас', 'Taras Shevchenko'])
    assert.ok(finds(person, { text: said }), said)
})

test('initials are looked for letter for letter, and a theme by its words near one another', () => {
  assert.equal(firstQuery({ kind: 'competitor', name: 'BT' }), '=BT')
  const late = firstQuery({ kind: 'topic', name: 'late delivery' })
  assert.ok(finds(late, { text: 'the delivery was again very late' }))
})

test('no name makes a query that cannot be read, however strange it is', () => {
  for (const name of [
    '???',
    '"',
    '(',
    'AND',
    'NOT',
    '-a',
    'a'.repeat(120),
    '☕',
    'Ben & Jerry’s',
    'C++',
    '3M',
    '<<<',
    'lang:bg',
  ])
    for (const kind of ['brand', 'person', 'competitor', 'topic'] as const) {
      const text = firstQuery({ kind, name, handles: ['@', '"', 'a b', name] })
      assert.ok(text === '' || parseQuery(text).ok, `${name}: ${text}`)
    }
})
