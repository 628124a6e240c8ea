import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import type { Query } from '../matcher/query.ts'
import { Maker, withoutPlaces } from '../matcher/testing-queries.ts'
import type { Block } from './block.ts'
import { blocksOf } from './blocks-of.ts'
import { commentsIn } from './comments-in.ts'
import { printBlocks } from './print-blocks.ts'
import { queryOf } from './query-of.ts'

test('a query shown as blocks and built again is the same query, in the same normal form', () => {
  const maker = new Maker(11)
  for (let n = 0; n < 5_000; n++) {
    const query = maker.query(4)
    const blocks = blocksOf(query)
    const built = queryOf(blocks)
    assert.ok(built.ok, `${printQuery(query)}: ${JSON.stringify(built)}`)
    assert.deepEqual(withoutPlaces(built.query), withoutPlaces(query), printQuery(query))
    assert.equal(printBlocks(blocks), printQuery(query))
  }
})

test('most queries are chips and groups; what mixes kinds of words in one phrase is a chip of text', () => {
  assert.deepEqual(shown('coffee lang:(bg | uk) -"flat white" followers:>10k'), {
    kind: 'all',
    of: [
      { kind: 'word', text: 'coffee', mode: 'forms' },
      { kind: 'field', field: 'lang', values: ['bg', 'uk'] },
      { kind: 'none', of: [{ kind: 'phrase', text: 'flat white', mode: 'forms' }] },
      { kind: 'measure', field: 'followers', is: '>', number: 10_000 },
    ],
  })
  assert.deepEqual(shown('a -(b OR #c)'), {
    kind: 'all',
    of: [
      { kind: 'word', text: 'a', mode: 'forms' },
      {
        kind: 'none',
        of: [
          { kind: 'word', text: 'b', mode: 'forms' },
          { kind: 'tag', sign: '#', text: 'c' },
        ],
      },
    ],
  })
  assert.deepEqual(shown('(late OR !"no show") NEAR/3f parcel'), {
    kind: 'near',
    of: [
      [
        { kind: 'word', text: 'late', mode: 'forms' },
        { kind: 'phrase', text: 'no show', mode: 'form' },
      ],
      [{ kind: 'word', text: 'parcel', mode: 'forms' }],
    ],
    distances: [{ words: 3, inOrder: true }],
  })
  assert.deepEqual(shown('="Flat White"~2'), { kind: 'loose', text: 'Flat White', mode: 'case', within: 2 })
  assert.deepEqual(shown('title:"big sale"'), { kind: 'title', text: 'big sale', mode: 'forms', isPhrase: true })
  assert.deepEqual(shown('"flat !white #now"'), { kind: 'text', text: '"flat !white #now"' })
})

test('comments stand at what comes next, and are said there again', () => {
  const text = '<<< the brand >>> nike AND <<< not the goddess >>> NOT (athena OR "<<< no comment") <<< the end'
  const whole = `${text} >>>`
  assert.deepEqual(
    commentsIn(whole).map((one) => one.text),
    ['the brand', 'not the goddess', 'the end'],
  )
  const printed = printBlocks(blocksOf(read(whole), commentsIn(whole)))
  assert.equal(
    printed,
    '<<< the brand >>> <<< the end >>> nike AND <<< not the goddess >>> NOT (athena OR "no comment")',
  )
  assert.deepEqual(withoutPlaces(read(printed)), withoutPlaces(read(whole)))
})

test('comments never change what a query finds', () => {
  const maker = new Maker(12)
  for (let n = 0; n < 1_000; n++) {
    const printed = printQuery(maker.query(3))
    const commented = printed.replaceAll(' AND ', () =>
      maker.below(2) ? ' AND <<< why (this "one >>> ' : ' <<< AND > >>> AND ',
    )
    const comments = printed.includes('"') ? [] : commentsIn(commented)
    const query = read(printed.includes('"') ? printed : commented)
    const again = printBlocks(blocksOf(query, comments))
    assert.deepEqual(withoutPlaces(read(again)), withoutPlaces(query), again)
    assert.equal(commentsIn(again).length, comments.length, again)
  }
})

test('chips and groups that are still empty are passed over', () => {
  const building: Block = {
    kind: 'all',
    of: [
      { kind: 'word', text: ' ', mode: 'forms' },
      { kind: 'any', of: [] },
      { kind: 'none', of: [{ kind: 'tag', sign: '#', text: '' }] },
      { kind: 'near', of: [[], [{ kind: 'word', text: 'late', mode: 'form' }]], distances: ['sentence'] },
      { kind: 'any', of: [{ kind: 'field', field: 'lang', values: ['', 'bg'] }] },
    ],
  }
  assert.equal(built(building), '!late AND lang:bg')
  const nothing = queryOf({ kind: 'all', of: [] })
  assert.equal(nothing.ok ? '' : nothing.problems[0]?.code, 'listening.query.empty')
})

test('what is typed into a chip of words stays words, whatever it looks like', () => {
  const typed: [typed: string, said: string][] = [
    ['flat white', '"flat white"'],
    ['OR', '"OR"'],
    ['NEAR/3', '"NEAR/3"'],
    ['-coffee', '"-coffee"'],
    ['coffee (black)', '"coffee (black)"'],
    ['lang:bg', '"lang:bg"'],
    ['"quoted" OR more', '"quoted OR more"'],
    ['e-mail', 'e-mail'],
  ]
  for (const [text, said] of typed) assert.equal(built({ kind: 'word', text, mode: 'forms' }), said)
})

test('a problem is told at the chip that has it', () => {
  const wrong = queryOf({
    kind: 'all',
    of: [
      { kind: 'word', text: 'coffee', mode: 'forms' },
      { kind: 'any', of: [{ kind: 'wildcard', pattern: 'c*' }] },
      { kind: 'field', field: 'lang', values: ['bg-BG'] },
    ],
  })
  assert.ok(!wrong.ok)
  assert.deepEqual(
    wrong.problems.map(({ code, path }) => [code, path]),
    [
      ['listening.query.starTooEarly', [1, 0]],
      ['listening.query.badValue', [2]],
    ],
  )
  const negative = queryOf({ kind: 'none', of: [{ kind: 'word', text: 'coffee', mode: 'forms' }] })
  assert.equal(negative.ok ? '' : negative.problems[0]?.code, 'listening.query.onlyNegative')
})

test('anything typed anywhere is either a query or a problem of its chip', () => {
  const maker = new Maker(13)
  const pieces = [
    'a',
    ' ',
    '"',
    '(',
    ')',
    '-',
    '|',
    'OR',
    '<<<',
    '>>>',
    '*',
    ':',
    '!',
    '=',
    '~',
    'lang:',
    'кафе',
    '\ud83d',
  ]
  const typed = () => Array.from({ length: maker.below(6) }, () => maker.pick(pieces)).join('')
  for (let n = 0; n < 5_000; n++) {
    const mode = maker.pick(['forms', 'form', 'case'] as const)
    const block: Block = {
      kind: 'all',
      of: [
        { kind: 'word', text: typed(), mode, comments: [typed()] },
        { kind: 'phrase', text: typed(), mode },
        { kind: 'loose', text: typed(), mode, within: maker.below(9) },
        { kind: 'title', text: typed(), mode, isPhrase: maker.below(2) === 0 },
        {
          kind: 'none',
          of: [
            { kind: 'wildcard', pattern: typed() },
            { kind: 'text', text: typed() },
          ],
        },
        { kind: 'field', field: 'author', values: [typed(), typed()] },
        { kind: 'word', text: 'coffee', mode: 'forms' },
      ],
    }
    const made = queryOf(block)
    if (!made.ok) assert.ok(made.problems.length > 0)
    else assert.deepEqual(withoutPlaces(read(printBlocks(block))), withoutPlaces(read(printQuery(made.query))))
  }
})

const shown = (text: string) => blocksOf(read(text))

function built(block: Block): string {
  const made = queryOf(block)
  assert.ok(made.ok, JSON.stringify(made))
  assert.equal(printBlocks(block), printQuery(made.query))
  return printQuery(made.query)
}

function read(text: string): Query {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`)
  return parsed.query
}
