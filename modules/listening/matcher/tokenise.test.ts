import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenise } from './tokenise.ts'
import { Tokens } from './tokens.ts'

test('words are what stands between signs, in small letters', () => {
  assert.deepEqual(keys('Coffee, TEA & (water)—now; 3.5 lv.'), ['coffee', 'tea', 'water', 'now', '3', '5', 'lv'])
})

test('letters that people write in two ways are one', () => {
  assert.deepEqual(keys('Ёлка МЁД'), keys('елка мед'))
  for (const apostrophe of "’ʼ'`‘′´") assert.deepEqual(keys(`м${apostrophe}ята don${apostrophe}t`), ["м'ята", "don't"])
  assert.deepEqual(keys('café КРАЙ łódź ångström'.normalize('NFD')), ['café', 'край', 'łódź', 'ångström'])
  assert.deepEqual(keys('за́мок ΟΔΟΣ İzmir 𝐛𝐨𝐥𝐝 ｗｉｄｅ'), ['замок', 'οδοσ', 'izmir', 'bold', 'wide'])
})

test('what is not to be seen does not part a word', () => {
  assert.deepEqual(keys('cof\u00adfee zero\u200bwidth'), ['coffee', 'zerowidth'])
  assert.deepEqual(keys(`z${'\u0301\u0322'.repeat(200)}algo`), [`\u017aalgo`])
})

test('an apostrophe at the edge of a word is a quotation mark', () => {
  assert.deepEqual(keys("'coffee' the brands' snake_case _so_"), ['coffee', 'the', 'brands', 'snake_case', 'so'])
})

test('tags keep their sign; names go on over dots and hyphens', () => {
  assert.deepEqual(signed('#кафе #one#two @alice.example.com. @_bob_ $NIKE $5 #'), [
    ...['#кафе', '#one', '#two', '@alice.example.com', '@_bob_', '$nike', '5'],
  ])
  assert.deepEqual(signed('me@example.com C# a#b ＃コーヒー'), ['me', 'example', 'com', 'c', 'a', 'b', '#コーヒー'])
})

test('an emoji is one word, whatever its skin', () => {
  assert.deepEqual(keys('👍🏽👍 ❤️❤ 👨‍👩‍👧 🇧🇬🇺🇦 👩🏿‍🚀 ©'), ['👍', '👍', '❤', '❤', '👨‍👩‍👧', '🇧🇬', '🇺🇦', '👩‍🚀'])
})

test('addresses are kept apart and are no words', () => {
  const tokens = read('see https://example.com/Coffee?a=1 and www.example.org, www')
  assert.deepEqual(keysOf(tokens), ['see', 'and', 'www'])
  assert.deepEqual(tokens.addresses, ['https://example.com/Coffee?a=1', 'www.example.org,'])
})

test('scripts without spaces are cut into words', () => {
  assert.deepEqual(keys('コーヒーが好き'), ['コーヒー', 'が', '好き'])
  assert.deepEqual(keys('我喜欢Rialto咖啡'), ['我', '喜欢', 'rialto', '咖啡'])
})

test('a sentence ends where people end it', () => {
  assert.deepEqual(sentences('One two. Three 3.5 four! five\nsix… seven… Eight'), [0, 0, 1, 1, 1, 1, 2, 3, 3, 4])
  assert.deepEqual(sentences('J. Smith e.g. this. 😀 Next'), [0, 0, 0, 0, 0, 0, 1])
})

test('each word tells its place in the original', () => {
  const text = 'Ёж, #Café\u0301 👍🏽 и ce\u0301'
  const tokens = read(text)
  const places = Array.from({ length: tokens.count }, (_, n) => tokens.placeOf(n))
  assert.deepEqual(
    places.map(({ from, to }) => text.slice(from, to)),
    ['Ёж', '#Café\u0301', '👍🏽', 'и', 'ce\u0301'],
  )
})

test('a title stands before the text, and nothing of one is near the other', () => {
  const tokens = new Tokens()
  tokenise({ title: 'Big news', text: 'coffee here' }, tokens)
  assert.equal(tokens.titleCount, 2)
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => tokens.tokenAt(tokens.positionOf(n))),
    [0, 1, 2, 3],
  )
  assert.ok(tokens.positionOf(2) - tokens.positionOf(1) > 500)
  assert.notEqual(tokens.sentence[1], tokens.sentence[2])
  assert.deepEqual(tokens.placeOf(1), { in: 'title', from: 4, to: 8 })
})

test('a hundred kilobytes of anything are read in one pass', () => {
  const began = performance.now()
  for (const piece of ['\ud800', '\udfff', '\u200d', '👨\u200d', '#', '@a', "a'", '.', 'ж\u0301', '🇧', '\0', 'http://'])
    read(piece.repeat(100_000 / piece.length))
  assert.ok(performance.now() - began < 3_000)
})

function read(text: string): Tokens {
  const tokens = new Tokens()
  tokenise({ text }, tokens)
  return tokens
}

const keysOf = (tokens: Tokens) => Array.from({ length: tokens.count }, (_, n) => tokens.keyOf(n))
const keys = (text: string) => keysOf(read(text))

function signed(text: string): string[] {
  const tokens = read(text)
  return keysOf(tokens).map((key, n) => {
    const kind = tokens.kind[n] ?? 0
    return kind > 1 ? String.fromCharCode(kind) + key : key
  })
}

const sentences = (text: string) => {
  const tokens = read(text)
  return [...tokens.sentence.subarray(0, tokens.count)]
}
