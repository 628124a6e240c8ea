import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusLength } from './count.ts'
import { countedLength, piecesOf } from './emulator/tokens.ts'
import { spansOf } from './entity-spans.ts'

/** What Mastodon counts, worked out by hand from its rules: graphemes, a link 23, a mention without its domain. */
const vectors: [string, number][] = [
  ['', 0],
  ['plain', 5],
  ['Кава', 4],
  ['👨‍👩‍👧‍👦', 1],
  ['🇧🇬🇺🇦', 2],
  ['é', 1],
  ['a\nb', 3],
  ['https://example.com', 23],
  ['https://example.com/a/very/long/path/that/goes/on/and/on?with=query&and=more#fragment', 23],
  ['see https://a.example/x now', 4 + 23 + 4],
  ['(https://a.example/x)', 1 + 23 + 1],
  ['https://a.example/x.', 24],
  ['https://en.wikipedia.org/wiki/Coffee_(drink)', 23],
  ['example.com', 11],
  ['https://localhost', 17],
  ['ahttps://example.com', 20],
  ['https://пример.example/кафе', 23],
  ['@maria', 6],
  ['@maria@social.example', 6],
  ['hello @maria@social.example!', 13],
  ['mail@social.example', 19],
  ['#кава_2026', 10],
  ['https://social.example/@maria', 23],
  ['https://a.example https://b.example', 47],
]

for (const [text, length] of vectors)
  test(`“${text}” counts ${length}, by the connector and by the server apart`, () => {
    assert.equal(statusLength(text, 23), length)
    assert.equal(countedLength(text, 23), length)
  })

test('a server that reserves another length for links is counted by it', () => {
  assert.equal(statusLength('https://example.com/long', 30), 30)
})

test('links, mentions and tags are told apart from what only looks like them', () => {
  const alive = (text: string) => spansOf(text).map((span) => `${span.kind} ${text.slice(span.from, span.to)}`)
  assert.deepEqual(alive('Hi @maria@social.example, see https://a.example/x?y=1. #кава'), [
    'mention @maria@social.example',
    'link https://a.example/x?y=1',
    'hashtag #кава',
  ])
  assert.deepEqual(alive('a@b.example #123 1#2 /@x =@y'), [])
  assert.deepEqual(alive('https://a.example/#coffee'), ['link https://a.example/#coffee'])
})

test('the connector and the server see the same in a thousand made-up texts', () => {
  const bits = [
    'кава',
    ' ',
    'https://a.example/x',
    '@maria',
    '@o.b@c.example',
    '#tag',
    '.',
    ',',
    '(',
    ')',
    '👩‍🍳',
    '\n',
    'http://',
    '@',
    '#',
    '/',
    'é',
    '!',
    'x',
  ]
  let seed = 7
  const next = (limit: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % limit
  }
  for (let n = 0; n < 1000; n++) {
    const text = Array.from({ length: 1 + next(9) }, () => bits[next(bits.length)]).join('')
    const theirs = piecesOf(text)
      .filter((piece) => piece.kind === 'url' || piece.kind === 'mention')
      .map((piece) => piece.text)
    const ours = spansOf(text)
      .filter((span) => span.kind === 'link' || span.kind === 'mention')
      .map((span) => text.slice(span.from, span.to))
    assert.deepEqual(ours, theirs, JSON.stringify(text))
  }
})
