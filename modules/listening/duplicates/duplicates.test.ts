import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../matcher/testing-queries.ts'
import { BandTable } from './band-table.ts'
import { type Body, readBody } from './body.ts'
import { DuplicateWindow, type WindowLimits } from './duplicate-window.ts'
import { alike, bandKeys, signatureOf } from './signature.ts'
import { wordDistance } from './word-distance.ts'

const monday = new Date('2026-11-16T09:00:00Z')
const hoursLater = (hours: number) => new Date(monday.getTime() + hours * 3_600_000)
const news = 'Кафене Изток отваря второ място до Морската градина тази събота сутрин'

test('a text passed on is a copy of what was said first', () => {
  for (const copy of [
    news,
    news.toUpperCase(),
    `RT @varna_news: ${news}`,
    `Please RT @all: ${news}`,
    `${news} please RT @all`,
    `Ура! RT @a: RT @varna_news: ${news}`,
    `@ivan @maria ${news} 😀👍🏽`,
    `${news} https://example.com/a?b=c`,
    `${news} bit.example/x7Yq`,
    `${news} #Варна #кафе #събота @varna_news`,
    `${news} (via @varna_news)`,
    `${news} чрез @varna_news :D`,
    news.replace('Кафене', '#кафене'),
    news.replace('сутрин', 'вечер'),
    news.replace('второ ', ''),
    news.replace('второ', 'вече второ'),
  ])
    assert.equal(originalOf(copy, news), 'first', copy)
})

test('what is said in other words, or with other numbers, is no copy', () => {
  const price = 'The price of a cup of coffee rose to 3 euros in Varna'
  assert.equal(originalOf(price.replace('3 ', '4 '), price), null)
  assert.equal(originalOf(price.replace('3 ', ''), price), 'first')
  assert.equal(originalOf('В Морската градина тази събота сутрин отваря нов детски кът', news), null)
  assert.equal(originalOf('I am drinking my morning #tea', 'I am drinking my morning #coffee'), null)
})

test('short wishes, emoji, tags and links alone are never copies of each other', () => {
  for (const text of [
    ...[
      '',
      ' ',
      'Спасибо',
      'Happy birthday!',
      'děkuji moc',
      '😀',
      '👍👍👍',
      '#coffee #varna #morning #friends #sunday',
    ],
    ...[
      'https://example.com/a',
      '@ivan @maria @petar @georgi @anna',
      'ha ha ha ha ha ha ha ha ha ha',
      'RT @a: wow',
      '3 : 0',
    ],
  ])
    assert.equal(originalOf(text, text), null, text)
  assert.equal(originalOf('Already tired of this all', 'Already sick of this all'), null)
})

test('copies of copies are copies of the original, and the original stays the same', () => {
  const window = new DuplicateWindow()
  const words = Array.from({ length: 16 }, (_, n) => `word${'abcdefghijklmnop'[n]}`)
  assert.equal(window.add('first', { text: words.join(' ') }, monday), null)
  const answers = words.map((_, n) => {
    const changed = words.map((word, k) => (k <= n ? `other${word}` : word))
    return window.add(`copy ${n}`, { text: changed.join(' ') }, monday)
  })
  assert.deepEqual(answers.slice(0, 3), ['first', 'first', 'first'])
  assert.equal(answers[15] === 'first', false)
})

test('a post that comes twice is not a copy of itself', () => {
  const window = new DuplicateWindow()
  assert.equal(window.add('1', { text: news }, monday), null)
  assert.equal(window.add('2', { text: news }, monday), '1')
  assert.equal(window.add('1', { text: news }, monday), null)
  assert.equal(window.add('2', { text: news }, monday), '1')
})

test('what nobody passes on for three days is forgotten; what is passed on daily is not', () => {
  const text = { text: news }
  assert.equal(windowWith(text).add('late', text, hoursLater(73)), null)
  const daily = windowWith(text)
  for (let day = 1; day < 9; day++) assert.equal(daily.add(`day ${day}`, text, hoursLater(24 * day)), 'first')
})

test('of too many originals the ones unseen for longest go, and the room is used again', () => {
  const window = new DuplicateWindow({ most: 100 })
  const random = seeded(4)
  const texts = Array.from({ length: 500 }, () => madeText(random, 12))
  for (const [n, text] of texts.entries()) assert.equal(window.add(`${n}`, { text }, monday), null)
  assert.equal(window.size, 100)
  assert.equal(window.add('again', { text: texts[450] ?? '' }, monday), '450')
  assert.equal(window.add('gone', { text: texts[300] ?? '' }, monday), null)
})

test('a window that was stored and read again answers as before', () => {
  const random = seeded(5)
  const window = new DuplicateWindow({ most: 50 })
  const texts = Array.from({ length: 80 }, (_, n) => madeText(random, 5 + n))
  for (const [n, text] of texts.entries()) window.add(`${n}`, { text }, hoursLater(n / 10))
  const state = structuredClone(window.state())
  const again = DuplicateWindow.restored(state, { most: 50 })
  assert.deepEqual(again.state(), state)
  for (const text of texts)
    assert.equal(
      again.add('copy', { text: `RT @a: ${text}` }, hoursLater(8)),
      window.add('copy', { text: `RT @a: ${text}` }, hoursLater(8)),
    )
  assert.throws(() => DuplicateWindow.restored({ ...state, words: state.words.slice(1) }), /not whole/)
})

test('nearly every copy with one word changed is found from eight words on, and no different text is folded', () => {
  const random = seeded(6)
  const window = new DuplicateWindow()
  let found = 0
  for (let n = 0; n < 1_000; n++) {
    const words = madeText(random, 8 + (n % 20)).split(' ')
    assert.equal(window.add(`${n}`, { text: words.join(' ') }, monday), null)
    const changed = words.toSpliced(Math.floor(random() * words.length), n % 2, ...(n % 3 ? ['нещодруго'] : []))
    if (window.add(`copy of ${n}`, { text: changed.join(' ') }, monday) === `${n}`) found++
  }
  assert.ok(found >= 990, `${found} of 1000`)
})

test('a signature takes 128 bytes, is the same everywhere, and is alike in as much as the words are', () => {
  const one = bodyOf('one two three four five six seven eight nine ten')
  const signature = signatureOf(one)
  assert.equal(signature.byteLength, 128)
  assert.deepEqual([...signature.subarray(0, 4)], [1323, 40246, 57805, 56246])
  assert.equal(bandKeys(signature)[0], 372564253230357430n)
  assert.equal(new Set(bandKeys(signature)).size, 16)
  assert.equal(alike(signature, signatureOf(bodyOf('ten nine eight seven six five four three two one'))), 64)
  const half = alike(signature, signatureOf(bodyOf('one two three four five six seven eight other words')))
  assert.ok(half > 30 && half < 56, `8 of 12 in common, ${half} of 64 alike`)
})

test('the distance of words is what the textbook says, up to the limit', () => {
  const random = seeded(7)
  const some = () => Int32Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * 4))
  for (let n = 0; n < 3_000; n++) {
    const [one, other, limit] = [some(), some(), Math.floor(random() * 6)]
    assert.equal(wordDistance(one, other, limit), Math.min(plainDistance(one, other), limit + 1), `${one} | ${other}`)
  }
})

test('bands find who shares them, whoever came and went', () => {
  const random = seeded(8)
  const table = new BandTable()
  const model = new Map<number, Uint16Array>()
  const some = () => Uint16Array.from({ length: 64 }, () => Math.floor(random() * 2))
  for (let n = 0; n < 600; n++) {
    const place = Math.floor(random() * 60)
    if (model.delete(place)) table.remove(place)
    else {
      const signature = some()
      model.set(place, signature)
      table.add(place, signature)
    }
    const asked = some()
    const keys = bandKeys(asked)
    const sharing = [...model].filter(([, one]) => bandKeys(one).some((key, band) => key === keys[band]))
    assert.deepEqual([...table.sharing(asked)].sort(), sharing.map(([place]) => place).sort())
  }
})

test('a hundred kilobytes of anything take no time to speak of', () => {
  const window = new DuplicateWindow()
  const began = performance.now()
  for (const piece of ['a/', 'a.', ':D', 'RT @a ', 'one two ', '#a', '\ud800', 'кафе'])
    window.add(piece, { text: piece.repeat(100_000 / piece.length) }, monday)
  assert.ok(performance.now() - began < 2_000)
})

test('a window of no hours, a moment that is none, are refused', () => {
  for (const limits of [{ hours: 0 }, { hours: Number.NaN }, { most: 0 }] satisfies WindowLimits[])
    assert.throws(() => new DuplicateWindow(limits), RangeError)
  assert.throws(() => new DuplicateWindow().add('1', { text: news }, new Date('no day')), RangeError)
})

function originalOf(text: string, first: string): string | null {
  return windowWith({ text: first }).add('later', { text }, hoursLater(1))
}

function windowWith(post: { text: string }): DuplicateWindow {
  const window = new DuplicateWindow()
  window.add('first', post, monday)
  return window
}

function bodyOf(text: string): Body {
  const body = readBody({ text })
  assert.ok(body)
  return body
}

const madeText = (random: () => number, length: number) =>
  Array.from({ length }, () => `w${Math.floor(random() * 5_000).toString(36)}ord`).join(' ')

function plainDistance(one: Int32Array, other: Int32Array): number {
  if (one.length === 0 || other.length === 0) return one.length + other.length
  const [first, rest, second, others] = [one[0], one.subarray(1), other[0], other.subarray(1)]
  if (first === second) return plainDistance(rest, others)
  return 1 + Math.min(plainDistance(rest, others), plainDistance(rest, other), plainDistance(one, others))
}
