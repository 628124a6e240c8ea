import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLocale, loadWords } from './i18n.ts'

test('a browser is answered in the best of our languages that it asks for', () => {
  assert.equal(chooseLocale('de-DE,uk;q=0.7,pl;q=0.9'), 'pl')
  assert.equal(chooseLocale('cs-CZ'), 'cs')
  assert.equal(chooseLocale('de, fr;q=0.5'), 'en')
  assert.equal(chooseLocale('sv;q=0, bg;q=0.1'), 'bg')
  assert.equal(chooseLocale(undefined), 'en')
  assert.equal(chooseLocale(';;;q=x,,'), 'en')
})

test('words are said with their values, in English where the language is not ours', () => {
  const words = loadWords()
  assert.match(words('uk').say('files.tooLarge', { megabytes: 40 }), /40 МБ/)
  assert.match(words('de').say('files.tooLarge', { megabytes: 40 }), /40 MB/)
})

test('a key without words shows itself', () => {
  assert.equal(loadWords()('en').say('nobody.saysThis'), 'nobody.saysThis')
})
