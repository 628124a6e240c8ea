import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { specs } from '../lab/specs.ts'
import { graphemes, utf8Bytes } from './compose.ts'
import { facetsOf } from './facets.ts'
import { plainlySent, sentText } from './sent-text.ts'
import { findSpans, isHandle } from './spans.ts'

/** Each span as `kind:what is marked>target`. */
const alive = (text: string): string[] =>
  findSpans(text).map(({ kind, from, to, target }) => `${kind}:${text.slice(from, to)}>${target}`)

const links: [string, string[]][] = [
  ['see https://a.example/x.', ['link:https://a.example/x>https://a.example/x']],
  ['(https://a.example/x)', ['link:https://a.example/x>https://a.example/x']],
  [
    'https://en.wikipedia.org/wiki/Coffee_(drink), yes',
    ['link:https://en.wikipedia.org/wiki/Coffee_(drink)>https://en.wikipedia.org/wiki/Coffee_(drink)'],
  ],
  ['(see https://a.example/b_(c))!', ['link:https://a.example/b_(c)>https://a.example/b_(c)']],
  ['«https://a.example/ціна»', ['link:https://a.example/ціна>https://a.example/%D1%86%D1%96%D0%BD%D0%B0']],
  ['roaster.com/menu?a=1&b=2 opens', ['link:roaster.com/menu?a=1&b=2>https://roaster.com/menu?a=1&b=2']],
  ['на кава.укр, тут', ['link:кава.укр>https://xn--80aaf4a.xn--j1amh/']],
  ['☕️👨‍👩‍👧‍👦 https://a.example 🇧🇬', ['link:https://a.example>https://a.example']],
  ['write to me@roaster.com', []],
  ['version 2.0, e.g. this, file.txt, end.So', []],
  ['https:// and http://x', []],
]

for (const [text, expected] of links)
  test(`links in “${text}” are found exactly`, () => assert.deepEqual(alive(text), expected))

const mentions: [string, string[]][] = [
  ['@Alice.bsky.social, hi', ['mention:@Alice.bsky.social>alice.bsky.social']],
  ['(@alice.com) and @bob.co.uk.', ['mention:@alice.com>alice.com', 'mention:@bob.co.uk>bob.co.uk']],
  ['Дякуємо @alice.com!', ['mention:@alice.com>alice.com']],
  ['@alice and a@b.com and @1.2', []],
]

for (const [text, expected] of mentions)
  test(`mentions in “${text}” are found exactly`, () => assert.deepEqual(alive(text), expected))

const tags: [string, string[]][] = [
  ['#кава, #кафе! #kávå?', ['hashtag:#кава>кава', 'hashtag:#кафе>кафе', 'hashtag:#kávå>kávå']],
  ['#1 #2026 #1st ##x', ['hashtag:#1st>1st', 'hashtag:##x>#x']],
  ['a#b #', []],
  ['#☕️time #️⃣', ['hashtag:#☕️time>☕️time']],
  [`#${'a'.repeat(64)} #${'a'.repeat(65)}`, [`hashtag:#${'a'.repeat(64)}>${'a'.repeat(64)}`]],
]

for (const [text, expected] of tags)
  test(`hashtags in “${text.slice(0, 30)}” are found exactly`, () => assert.deepEqual(alive(text), expected))

test('facets count bytes, whatever stands before them', () => {
  const text = 'Привіт 👩🏽‍🍳 @alice.com: https://a.example #кава'
  const bytes = Buffer.from(text)
  const marked = facetsOf(plainlySent(text), { 'alice.com': 'did:plc:alice' }).map(({ index }) => {
    const { byteStart, byteEnd } = index as { byteStart: number; byteEnd: number }
    return bytes.subarray(byteStart, byteEnd).toString()
  })
  assert.deepEqual(marked, ['@alice.com', 'https://a.example', '#кава'])
})

test('a mention of nobody stays plain text', () => {
  assert.deepEqual(facetsOf(plainlySent('hi @nobody.example'), {}), [])
})

test('a family is one character and twenty-five bytes', () => {
  assert.equal(graphemes('👨‍👩‍👧‍👦'), 1)
  assert.equal(utf8Bytes('👨‍👩‍👧‍👦'), 25)
})

const syntax = 'bluesky/interop-test-files/syntax'
const lines = (name: string) =>
  readFileSync(specs.path(`${syntax}/${name}`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

test('every handle of the protocol’s own examples is known for what it is', { skip: specs.missing(syntax) }, () => {
  assert.deepEqual(
    lines('handle_syntax_valid.txt').filter((handle) => !isHandle(handle)),
    [],
  )
  assert.deepEqual(lines('handle_syntax_invalid.txt').filter(isHandle), [])
})

test('words a person linked or made a mention are alive under their own words, other marks are dropped', () => {
  const sent = sentText(
    '**Try** the [Kenya](https://roastery.example/kenya) with [Jess](@jess.example) at roastery.coffee',
  )
  assert.equal(sent.text, 'Try the Kenya with Jess at roastery.coffee')
  assert.deepEqual(
    sent.spans.map(({ from, to, kind, target }) => [sent.text.slice(from, to), kind, target]),
    [
      ['Kenya', 'link', 'https://roastery.example/kenya'],
      ['Jess', 'mention', 'jess.example'],
      ['roastery.coffee', 'link', 'https://roastery.coffee'],
    ],
  )
  const [, mention] = facetsOf(sent, { 'jess.example': 'did:plc:jess' })
  assert.deepEqual(mention?.features, [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:jess' }])
})
