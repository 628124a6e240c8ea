import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicMs } from '../../kernel/clock.ts'
import { formatted } from './markup.ts'

/** The text as shown, with what each entity covers. */
function read(written: string, formatting = 'light') {
  const { text, entities } = formatted(written, formatting)
  return [
    text,
    ...entities.map(
      (one) => `${one.type}=${text.slice(one.offset, one.offset + one.length)}${one.url ? ` → ${one.url}` : ''}`,
    ),
  ]
}

test('every mark becomes its entity', () => {
  assert.deepEqual(read('**a** _b_ __c__ ~~d~~ `e` ||f|| [g](https://h.example/i)'), [
    'a b c d e f g',
    'bold=a',
    'italic=b',
    'underline=c',
    'strikethrough=d',
    'code=e',
    'spoiler=f',
    'text_link=g → https://h.example/i',
  ])
})

test('offsets count UTF-16 units through Cyrillic and emoji', () => {
  const { text, entities } = formatted('☕️👩‍🍳 Прясно **изпечено 🥐** днес', 'light')
  assert.equal(text, '☕️👩‍🍳 Прясно изпечено 🥐 днес')
  assert.deepEqual(entities, [{ type: 'bold', offset: 15, length: 11 }])
})

test('marks nest', () => {
  assert.deepEqual(read('**дуже _важливо_**'), ['дуже важливо', 'bold=дуже важливо', 'italic=важливо'])
  assert.deepEqual(read('[**menu**](https://a.example)'), ['menu', 'text_link=menu → https://a.example', 'bold=menu'])
})

test('malformed marks stay as written', () => {
  for (const text of [
    '2 ** 3 ** 4',
    '**open',
    'close**',
    '****',
    '__',
    '_ a _',
    'snake_case_name',
    '[no](javascript:alert)',
    '[no] (https://a.example)',
    '`',
    '``a``',
    '¯\\_(ツ)_/¯',
  ])
    assert.deepEqual(formatted(text, 'light'), { text, entities: [] })
})

test('a mark opened before a link does not close inside it', () => {
  assert.deepEqual(read('**a [b** c](https://a.example)'), ['**a b** c', 'text_link=b** c → https://a.example'])
})

test('crossing marks: the outer pair wins, the other stays literal', () => {
  assert.deepEqual(read('**a _b** c_'), ['a _b c_', 'bold=a _b'])
})

test('addresses keep their underscores', () => {
  assert.deepEqual(read('see https://a.example/_b_/c__d__ now'), ['see https://a.example/_b_/c__d__ now'])
})

test('code stands alone, also inside bold', () => {
  assert.deepEqual(read('**run `a_b_c` now**'), ['run a_b_c now', 'bold=run ', 'code=a_b_c', 'bold= now'])
})

test('ends are trimmed and offsets follow', () => {
  assert.deepEqual(formatted('  \n **a**  ', 'light'), {
    text: 'a',
    entities: [{ type: 'bold', offset: 0, length: 1 }],
  })
})

test('plain text is never parsed', () => {
  assert.deepEqual(read('**a**', 'plain'), ['**a**'])
})

test('any text gives entities that lie within it', () => {
  const pieces = [
    '**',
    '__',
    '_',
    '~~',
    '||',
    '`',
    '[',
    '](https://x.example)',
    ']',
    'я',
    '👩‍🍳',
    ' ',
    '\n',
    'a',
    'https://x.example/_',
  ]
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let round = 0; round < 3000; round++) {
    const written = Array.from({ length: 2 + next(14) }, () => pieces[next(pieces.length)]).join('')
    const { text, entities } = formatted(written, 'light')
    for (const one of entities) {
      assert.ok(
        one.offset >= 0 && one.length > 0 && one.offset + one.length <= text.length,
        JSON.stringify([written, entities]),
      )
      const inner = entities.filter(
        (other) => other !== one && other.offset < one.offset + one.length && one.offset < other.offset + other.length,
      )
      for (const other of inner) {
        const nested =
          (other.offset >= one.offset && other.offset + other.length <= one.offset + one.length) ||
          (one.offset >= other.offset && one.offset + one.length <= other.offset + other.length)
        assert.ok(nested, JSON.stringify([written, text, entities]))
      }
    }
  }
})

test('a very long text full of marks is read in a moment', () => {
  for (const marks of ['_*', '`a` **b** ']) {
    const began = monotonicMs()
    formatted(marks.repeat(100_000 / marks.length), 'light')
    assert.ok(monotonicMs() - began < 4_000)
  }
})
