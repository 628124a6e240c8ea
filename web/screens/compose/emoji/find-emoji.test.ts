import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { findEmoji, nameEmoji, toned } from './find-emoji.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`unicode/${name}.json`, import.meta.url), 'utf8'))
const named = (locale: string) => nameEmoji(read('order'), read(`words-${locale}`))

for (const [locale, word, emoji] of [
  ['en', 'coffee', '☕'],
  ['bg', 'кафе', '☕'],
  ['uk', 'кава', '☕'],
  ['sv', 'kaffe', '☕'],
  ['cs', 'káva', '☕'],
  ['pl', 'kawa', '☕'],
] as const)
  test(`in ${locale}, "${word}" finds a cup of coffee`, () => {
    const found = findEmoji(named(locale), word).map((one) => one.emoji.replace('\uFE0F', ''))
    assert.ok(found.includes(emoji), found.slice(0, 8).join(' '))
  })

test('accents left out while typing do not hide what is meant', () => {
  assert.ok(findEmoji(named('cs'), 'kava').length > 0)
})

test('every emoji of the order has a name in every language', () => {
  for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
    const all = named(locale).flatMap((group) => group.emoji)
    assert.equal(all.length, 1906)
    assert.ok(all.every((one) => one.name.length > 0))
  }
})

test('a skin tone colours the hand and leaves the coffee alone', () => {
  assert.equal(toned('👋', 3), '👋🏽')
  assert.equal(toned('✌️', 1), '✌🏻')
  assert.equal(toned('☕', 3), '☕')
})
