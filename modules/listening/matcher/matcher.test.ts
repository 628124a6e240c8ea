import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Matcher } from './matcher.ts'
import { parseQuery } from './parse-query.ts'
import type { Query } from './query.ts'
import { seeded } from './testing-queries.ts'

test('a query counts from the next post on, changed or removed too', () => {
  const matcher = new Matcher()
  assert.deepEqual(matcher.match({ text: 'coffee' }), [])
  matcher.set('drinks', tree('coffee'))
  assert.deepEqual(matcher.match({ text: 'coffee' }), ['drinks'])
  matcher.set('drinks', tree('tea'))
  assert.deepEqual(matcher.match({ text: 'coffee' }), [])
  assert.deepEqual(matcher.match({ text: 'tea' }), ['drinks'])
  matcher.remove('drinks')
  matcher.remove('drinks')
  assert.deepEqual([matcher.match({ text: 'tea' }), matcher.size], [[], 0])
})

test('a query set after a post was read is explained by that post all the same', () => {
  const matcher = new Matcher()
  const post = { text: 'coffee and tea' }
  matcher.match(post)
  matcher.set('late', tree('tea'))
  assert.deepEqual(matcher.explain('late', post), [{ from: 0, to: 3, places: [{ in: 'text', from: 11, to: 14 }] }])
  assert.equal(matcher.explain('unknown', post), undefined)
})

test('a query that names what is frequent and what is rare is found by the rare, once that is known', () => {
  const matcher = new Matcher()
  for (let n = 0; n < 200; n++) matcher.set(`q${n}`, tree(`common rare${n}`))
  for (let n = 0; n < 3_000; n++) assert.deepEqual(matcher.match({ text: 'common words' }), [])
  for (let n = 0; n < 200; n++) assert.deepEqual(matcher.match({ text: `a common rare${n}` }), [`q${n}`])
})

test('queries that come and go leave nothing behind', () => {
  const matcher = new Matcher()
  const random = seeded(3)
  const word = () => `word${Math.floor(random() * 50)}`
  const texts = () => [
    word(),
    `"${word()} ${word()}"`,
    `${word().slice(0, 5)}* lang:bg`,
    `#${word()} | likes:>3`,
    `${word()} /3 ${word()}`,
  ]
  for (let round = 0; round < 20; round++) {
    const all = Array.from({ length: 60 }, texts).flat()
    for (const [n, text] of all.entries()) matcher.set(`q${n}`, tree(text))
    for (let n = 0; n < 50; n++) matcher.match({ text: `${word()} ${word()} #${word()}`, language: 'bg', likes: 5 })
    for (const n of all.keys()) matcher.remove(`q${n}`)
    assert.equal(matcher.size, 0)
    assert.deepEqual(
      matcher.match({ text: Array.from({ length: 50 }, (_, n) => `word${n} #word${n}`).join(' '), likes: 9 }),
      [],
    )
  }
})

test('the day its post counter begins anew changes nothing', () => {
  const matcher = new Matcher()
  matcher.set('drinks', tree('coffee -tea'))
  const empty = { text: '' }
  for (let n = 0; n < (1 << 20) - 3; n++) matcher.match(empty)
  for (let n = 0; n < 6; n++) {
    assert.deepEqual(matcher.match({ text: 'coffee' }), ['drinks'])
    assert.deepEqual(matcher.match({ text: 'coffee, tea' }), [])
  }
})

test('hostile queries on hostile posts cost little', () => {
  const matcher = new Matcher()
  const hostile = [
    ...[
      `${'a'.repeat(3)}*a*a*a*a*a*a*a*b`,
      `"${'a '.repeat(20)}b"~100`,
      'a /100 a /100 a /100 b',
      '(a | "a a") /s (a | b) /s a',
    ],
    ...[Array.from({ length: 10_000 }, (_, n) => `w${n}`).join(' OR '), `${'('.repeat(99)}a${')'.repeat(99)}`],
  ]
  for (const [n, text] of hostile.entries()) matcher.set(`q${n}`, tree(text))
  const began = performance.now()
  for (const word of ['a ', `${'a'.repeat(2_000)} `, 'a', 'a. ', 'a b ', 'w9999 ']) {
    const post = { text: word.repeat(100_000 / word.length) }
    for (const id of matcher.match(post)) assert.ok(matcher.explain(id, post))
  }
  assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`)
})

function tree(text: string): Query {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok, text)
  return parsed.query
}
