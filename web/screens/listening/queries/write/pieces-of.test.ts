import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inksOf, parseQuery } from '../../../../../modules/listening/compose.ts'
import { piecesOf } from './pieces-of.ts'

const pieces = (text: string) => {
  const parsed = parseQuery(text)
  return piecesOf(text, inksOf(text), parsed.ok ? [] : parsed.problems)
}

test('the pieces of a query are the query again, whatever was typed', () => {
  for (const text of [
    '',
    'a',
    'coffee OR "flat',
    '((a) NOT',
    'lang:xx <<< c',
    'a NEAR/x b',
    '-a',
    '#',
    'каfе OR кафе*!',
  ])
    assert.equal(
      pieces(text)
        .map((one) => one.text)
        .join(''),
      text,
    )
})

test('a problem is shown at its characters, and at the one before where something is missing', () => {
  const wrong = (text: string) => pieces(text).flatMap((one) => (one.isWrong ? [one.text] : []))
  assert.deepEqual(wrong('coffee NEAR/x tea'), ['NEAR/x'])
  assert.deepEqual(wrong('coffee AND'), ['AND'])
  assert.deepEqual(wrong('coffee'), [])
})
