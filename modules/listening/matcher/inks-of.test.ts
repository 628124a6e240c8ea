import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inksOf } from './inks-of.ts'

const seen = (text: string) => inksOf(text).map(({ from, to, ink }) => [text.slice(from, to), ink])

test('each part of a query has the ink of what it is, and plain words have none', () => {
  assert.deepEqual(seen('(coffee OR "flat white") NEAR/3 !late -#ad lang:bg coff* <<< why >>>'), [
    ['(', 'bracket'],
    ['OR', 'operator'],
    ['"flat white"', 'phrase'],
    [')', 'bracket'],
    ['NEAR/3', 'operator'],
    ['!late', 'exact'],
    ['-', 'operator'],
    ['#ad', 'tag'],
    ['lang:bg', 'field'],
    ['coff*', 'wildcard'],
    ['<<< why >>>', 'comment'],
  ])
})

test('whatever is typed, inks stand in order and within the text', () => {
  for (const text of [
    '',
    '"open',
    'lang:(bg |',
    '<<<',
    'a <<< "b >>> c',
    ')))(((',
    'from: x',
    '🇧🇬 "\ud800" -',
    'type:(a "b" (c)',
  ]) {
    let at = 0
    for (const { from, to } of inksOf(text)) {
      assert.ok(from >= at && to > from && to <= text.length, text)
      at = to
    }
  }
})
