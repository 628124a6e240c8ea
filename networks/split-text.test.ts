import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Composing, defineComposing, type Span } from './compose.ts'
import { splitText } from './split-text.ts'

const place = (max: number): Composing =>
  defineComposing({
    id: 'place',
    name: 'Place',
    color: '#000000',
    options: [],
    can: {
      thread: true,
      firstComment: false,
      poll: false,
      alt: false,
      focus: false,
      card: false,
      editPublished: false,
      removePublished: false,
      schedule: false,
    },
    limits: () => ({
      text: [{ unit: 'networks.units.characters', max, count: (text) => [...text].length }],
      textRequired: 'always',
      parts: { max: 99 },
      media: { perPart: 0, mix: 'any', altMax: 0 },
      card: 'none',
      source: 'made for this test',
    }),
    spans: (text) =>
      [...text.matchAll(/https?:\S+|[#@][\p{L}\d.@]+/gu)].map(
        (hit): Span => ({
          from: hit.index,
          to: hit.index + hit[0].length,
          kind: hit[0].startsWith('h') ? 'link' : 'mention',
        }),
      ),
  })
const split = (text: string, max: number, options = {}) => splitText(place(max), {}, text, options)

test('what fits stays one part, without a counter', () =>
  assert.deepEqual(split('  Short. ', 20, { counters: true }), ['Short.']))

test('a long text breaks at sentence ends', () =>
  assert.deepEqual(split('We roast on Monday. We ship on Tuesday! Who wants some? Write to us.', 40), [
    'We roast on Monday. We ship on Tuesday!',
    'Who wants some? Write to us.',
  ]))

test('sentences end as the language ends them', () => {
  assert.deepEqual(split('Печемо щопонеділка. Надсилаємо у вівторок. Хто хоче?', 30, { language: 'uk' }), [
    'Печемо щопонеділка.',
    'Надсилаємо у вівторок.',
    'Хто хоче?',
  ])
  assert.deepEqual(split('珈琲を焙煎します。火曜日に発送します。', 12, { language: 'ja' }), [
    '珈琲を焙煎します。',
    '火曜日に発送します。',
  ])
})

test('a sentence too long for a part breaks between words', () =>
  assert.deepEqual(split('one two three four five six', 13), ['one two three', 'four five six']))

test('a short sentence before a long one does not stand alone in an empty part', () =>
  assert.deepEqual(
    split('Oh. then a sentence that goes on and on for very long', 30)[0],
    'Oh. then a sentence that goes',
  ))

test('a link, a mention and a tag are never cut', () => {
  const text =
    'Read https://roastery.example/beans?kind=ethiopia.and.kenya today with @maria.of.the.roastery@social.example and #freshlyroasted'
  const parts = split(text, 60)
  for (const whole of [
    'https://roastery.example/beans?kind=ethiopia.and.kenya',
    '@maria.of.the.roastery@social.example',
    '#freshlyroasted',
  ])
    assert.equal(parts.filter((part) => part.includes(whole)).length, 1, whole)
})

test('a link longer than a part stays whole for the checks to tell of', () =>
  assert.deepEqual(split('see https://roastery.example/a/very/long/address now', 20), [
    'see',
    'https://roastery.example/a/very/long/address',
    'now',
  ]))

test('without spaces it breaks between graphemes', () => {
  const family = '👩‍👩‍👧'
  assert.deepEqual(split(family.repeat(4), 12), [family.repeat(2), family.repeat(2)])
})

test('counters count within the limit, also when they grow a digit', () => {
  const words = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ')
  const parts = split(words, 30, { counters: true })
  assert.ok(parts.length > 9)
  assert.ok(parts.every((part, index) => part.endsWith(` ${index + 1}/${parts.length}`) && part.length <= 30))
})

test('nothing is lost and nothing is added', () => {
  const text =
    'Ранкова обсмажка готова. Кеня, Ефіопія й Колумбія вже на полицях!\n\nЗаходьте до дев’ятої: https://kava.example/rano Чекаємо 😍☕️'
  assert.equal(split(text, 40).join(' ').replace(/\s+/g, ' '), text.replace(/\s+/g, ' '))
})
