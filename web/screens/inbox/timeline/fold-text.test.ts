import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldText, readable, webAddress } from './fold-text.ts'

test('a comment of ten thousand letters shows its beginning and says how long it is', () => {
  const folded = foldText('ж'.repeat(10_000))
  assert.equal(folded.isFolded, true)
  assert.equal(folded.letters, 10_000)
  assert.ok(folded.text.length <= 1200)
})

test('a text of many short lines is folded too', () => {
  const folded = foldText(Array.from({ length: 500 }, (_, at) => `line ${at}`).join('\n'))
  assert.equal(folded.text.split('\n').length, 24)
})

test('an ordinary comment is shown as it was written', () => {
  const said = 'Колко струва 1 кг?\n\nБлагодаря! 👩‍👩‍👧‍👦'
  assert.deepEqual(foldText(said), { text: said, isFolded: false, letters: said.length })
})

test('a flood of signs without width leaves one, and a tower of accents four', () => {
  assert.equal(readable(`a${'\u200b'.repeat(5000)}b`), 'a\u200bb')
  assert.equal(readable(`z${'\u0301'.repeat(300)}`), `z${'\u0301'.repeat(4)}`)
  assert.equal(readable(`up${'\n'.repeat(900)}down`), 'up\n\ndown')
})

test('words are not written backwards by a sign nobody sees', () => {
  assert.equal(readable('pay \u202egpj.exe'), 'pay gpj.exe')
})

test('folding never tears a joined emoji apart', () => {
  const family = '👩‍👩‍👧‍👦'
  const { text } = foldText(family.repeat(400))
  assert.equal(text.replaceAll(family, ''), '')
})

test('only addresses of the web are followed', () => {
  assert.equal(webAddress('https://example.com/a'), 'https://example.com/a')
  for (const bad of [
    'javascript:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'file:///etc/passwd',
    '//x',
    '',
  ])
    assert.equal(webAddress(bad), undefined)
})
