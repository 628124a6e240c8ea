import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blanksIn, filledWords, piecesOf } from './template-words.ts'

test('numbered blanks take their values by number, wherever they stand, and one value however often', () => {
  const body = 'Order {{2}} is ready, {{1}}. Show {{2}} at the {{10}} door.'
  assert.deepEqual(blanksIn(body), ['1', '2', '10'])
  assert.equal(filledWords(body, ['Ana', '17', 'back']), 'Order 17 is ready, Ana. Show 17 at the back door.')
})

test('named blanks take their values as they come', () => {
  assert.deepEqual(blanksIn('{{coffee}} is back, {{ first_name }}: {{coffee}}!'), ['coffee', 'first_name'])
  assert.equal(filledWords('{{coffee}} is back, {{ first_name }}', ['Kenya', 'Ana']), 'Kenya is back, Ana')
})

test('a value that looks like a blank is only a value', () => {
  assert.equal(filledWords('{{1}} and {{2}}', ['{{2}}', '$& {{1}}']), '{{2}} and $& {{1}}')
})

test('words without blanks are one piece, and no words are none', () => {
  assert.deepEqual(piecesOf('Sale {today} {{}} }}'), [{ text: 'Sale {today} {{}} }}' }])
  assert.deepEqual(piecesOf(''), [])
  assert.deepEqual(piecesOf('{{1}}'), [{ blank: 0 }])
})
