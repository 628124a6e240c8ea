import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from './identify.ts'
import { receivedPosts } from './testing-posts.ts'

const languageOf = (text: string, known?: Parameters<typeof identify>[1]) => identify(text, known).language

test('posts that brands receive are told in each of thirty languages', () => {
  const wrong = Object.entries(receivedPosts).flatMap(([language, posts]) =>
    posts
      .filter((post) => languageOf(post) !== language)
      .map((post) => `${language}, not ${languageOf(post)}: ${post}`),
  )
  assert.equal(Object.keys(receivedPosts).length, 30)
  assert.deepEqual(wrong, [])
})

test('addresses, names, tags, emoji, digits and stretched letters do not change the language', () => {
  const noisy = [
    'Дуууже дякую за швидку доставку 😍😍😍 https://shop.example.com/the-best-coffee-in-town @coffee_lovers_official',
    '#смачно #рекомендую Найкраща кава у місті!!! 10/10 www.example.com/buy-now-and-save order-confirmation@example.com',
    'ДЯКУЮ, ДУЖЕ СМАЧНО! rt @the_daily_news: 12:30, 25.10.2026',
  ]
  for (const text of noisy) assert.equal(languageOf(text), 'uk', text)
})

test('letters lent from another alphabet do not hide a language', () => {
  assert.equal(languageOf('Сlісk hеrе to win а frее рhоnе and get yоur mоnеy tоday'), 'en')
  assert.equal(languageOf('Кyпите y нac caмыe дeшeвыe тeлeфoны пpямo ceйчac'), 'ru')
})

test('a wrong tag does not win over clear text', () => {
  assert.equal(languageOf('Кога ще пристигне поръчката ми? Чакам вече две седмици.', { tag: 'en' }), 'bg')
  assert.equal(
    languageOf('The parcel arrived broken and nobody answers my mails.', { tag: 'ru-RU', author: { ru: 40 } }),
    'en',
  )
})

test('a text that may be of two languages goes by its tag, or by what its author wrote before', () => {
  for (const language of ['bg', 'ru', 'mk']) {
    assert.equal(languageOf('супер', { tag: language }), language)
    assert.equal(languageOf('супер', { author: { [language]: 25 } }), language)
  }
  for (const tag of ['da', 'nb', 'no', 'nb-NO'])
    assert.equal(languageOf('fin film', { tag }), tag === 'da' ? 'da' : 'nb')
})

test('Serbian in Latin letters is told from Croatian by what is known of the post', () => {
  const text = 'Kada stiže moja narudžba, čekam već deset dana'
  assert.equal(languageOf(text, { tag: 'sr-Latn-RS' }), 'sr')
  assert.equal(languageOf(text, { tag: 'hr' }), 'hr')
})

test('tags are understood in every shape networks give them', () => {
  const shapes = {
    EN_us: 'en',
    'uk-UA': 'uk',
    'sr-Cyrl-RS': 'sr',
    NN: 'nb',
    swe: 'sv',
    iw: 'he',
    ' pl ': 'pl',
    'ja-JP': 'ja',
  }
  for (const [tag, language] of Object.entries(shapes)) assert.equal(languageOf('🔥🔥', { tag }), language, tag)
  for (const tag of ['', 'und', 'x', 'not a tag', '!!', 'zxx', 'mul'])
    assert.equal(languageOf('🔥🔥', { tag }), null, tag)
})

test('where nothing says anything there is no language', () => {
  for (const text of [
    '',
    '   ',
    '12 345,67',
    '👍🏽🎉',
    'https://example.com/some/english/words',
    '@brand @friend',
    '!?…',
    'ӑӑ ӑ',
  ])
    assert.deepEqual(identify(text), { language: null, confidence: 0 }, text)
  assert.deepEqual(identify('👍', { author: {} }), { language: null, confidence: 0 })
  assert.equal(languageOf('👍', { author: { cs: 3, sk: 1, en: 0, de: Number.NaN, fr: -5 } }), 'cs')
})

test('alphabets of one language tell it, and those of several ask what is known', () => {
  const found = {
    ko: '배송이 너무 늦어요',
    ja: '配送が遅すぎます',
    zh: '请问什么时候发货',
    he: 'מתי ההזמנה תגיע',
    ka: 'როდის მოვა შეკვეთა',
  }
  for (const [language, text] of Object.entries(found)) assert.equal(languageOf(text), language)
  assert.equal(languageOf('متى يصل طلبي'), 'ar')
  assert.equal(languageOf('سفارش من کی می رسد', { tag: 'fa' }), 'fa')
})

test('what is said with more confidence is more often right, and a longer text is surer than a word of it', () => {
  const [word, post] = [identify('film'), identify('I have watched this film twice and would do it again')]
  assert.ok(word.confidence < 0.9 && post.confidence > 0.99 && post.confidence <= 1)
})

test('a post of a hundred thousand characters is read no further than its beginning', () => {
  const long = 'Ця кава чудова. '.repeat(6_500)
  const began = performance.now()
  for (let n = 0; n < 200; n++) assert.equal(languageOf(long), 'uk')
  for (const filler of ['😀', '9', 'ж', ' ', '@', 'a.', 'ａ']) identify(filler.repeat(100_000))
  assert.ok(performance.now() - began < 2_000)
})
