import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learn, untaught } from './adapter.ts'
import { feel } from './feel.ts'
import { decodeModel } from './feeling-model.ts'

const said = (text: string, language = 'en') => feel(text, { language }).sentiment

test('plain praise and plain complaints are told apart in each language', () => {
  const pairs: [string, string, string][] = [
    ['en', 'I love it, best coffee in town, thank you ❤️', 'terrible service, my parcel is lost and nobody answers'],
    ['bg', 'Страхотно кафе, благодаря ви ❤️', 'Ужасно обслужване, пратката е загубена и никой не отговаря'],
    ['uk', 'Найкраща кава, дуже дякую ❤️', 'Жахливий сервіс, посилку загубили і ніхто не відповідає'],
    ['ru', 'Лучший кофе, спасибо огромное ❤️', 'Ужасный сервис, посылку потеряли и никто не отвечает'],
    ['pl', 'Najlepsza kawa w mieście, dziękuję ❤️', 'Okropna obsługa, paczka zgubiona i nikt nie odpowiada'],
    ['cs', 'Nejlepší káva ve městě, děkuju ❤️', 'Hrozná obsluha, balík se ztratil a nikdo neodpovídá'],
    ['sv', 'Bästa kaffet i stan, tack så mycket ❤️', 'Hemsk service, paketet är borta och ingen svarar'],
  ]
  for (const [language, praise, complaint] of pairs) {
    assert.equal(said(praise, language), 'positive', praise)
    assert.equal(said(complaint, language), 'negative', complaint)
  }
})

test('only the sentence of the match is asked what it feels', () => {
  const text = 'The coffee at Bela was wonderful, I love it. The courier of Ruda was rude and broke my parcel, awful.'
  const at = (word: string): [number, number] => [text.indexOf(word), text.indexOf(word) + word.length]
  const of = (word: string) => feel(text, { language: 'en', around: at(word) }).chances
  assert.ok(of('Bela').positive > of('Bela').negative)
  assert.ok(of('Ruda').negative > of('Ruda').positive)
})

test('what is felt is shown by words that stand in the text', () => {
  const text = 'honestly the worst delivery ever'
  const { why } = feel(text, { language: 'en' })
  assert.ok(why.some(({ from, to }) => text.slice(from, to) === 'worst'))
})

test('a question and a complaint want different things', () => {
  assert.equal(feel('Do you have this in size 42?', { language: 'en' }).intent, 'question')
  assert.equal(feel('my parcel is lost, nobody answers and I want my refund', { language: 'en' }).intent, 'complaint')
})

test('a text that says nothing, is huge, or is no text of people gets an answer all the same', () => {
  for (const text of [
    '',
    '   ',
    '\ud800',
    '👏',
    'a'.repeat(100_000),
    '\u0000\u0301\u200d'.repeat(500),
    'не '.repeat(9_000),
  ])
    for (const language of ['en', '', '__proto__', 'xx']) {
      const felt = feel(text, { language, around: [-5, 1e9] })
      assert.ok(felt.confidence >= 1 / 3 - 1e-9 && felt.confidence <= 1, JSON.stringify(felt))
    }
})

test('a correction is answered at once, for the text and for what is like it, and leaves others alone', () => {
  const text = 'this blender is sick, absolutely sick'
  const adapter = learn(untaught, text, { language: 'en', sentiment: 'positive', intent: 'praise' })
  const felt = feel(text, { language: 'en', adapter })
  assert.deepEqual([felt.sentiment, felt.intent], ['positive', 'praise'])
  const like = 'the new toaster is absolutely sick'
  const before = feel(like, { language: 'en' }).chances.positive
  assert.ok(feel(like, { language: 'en', adapter }).chances.positive > before)
  const other = 'Where do you open tomorrow?'
  assert.deepEqual(feel(other, { language: 'en', adapter }).chances, feel(other, { language: 'en' }).chances)
  assert.deepEqual(untaught, { corrections: 0, weights: {} })
})

test('a second opinion of the same text wins over the first', () => {
  const text = 'well, that was a delivery'
  const first = learn(untaught, text, { language: 'en', sentiment: 'positive' })
  const second = learn(first, text, { language: 'en', sentiment: 'negative' })
  assert.equal(feel(text, { language: 'en', adapter: first }).sentiment, 'positive')
  assert.equal(feel(text, { language: 'en', adapter: second }).sentiment, 'negative')
})

test('what a workspace taught survives as JSON and stays small', () => {
  let adapter = untaught
  for (let n = 0; n < 300; n++) {
    const words = Array.from({ length: 20 }, (_, at) => `word${n * 20 + at}`).join(' ')
    adapter = learn(adapter, words, { language: 'en', sentiment: n % 2 ? 'positive' : 'negative' })
  }
  assert.equal(adapter.corrections, 300)
  assert.ok(Object.keys(adapter.weights).length <= 4_000)
  assert.deepEqual(JSON.parse(JSON.stringify(adapter)), adapter)
})

test('a model file that is cut off is refused with what to do', () => {
  assert.throws(() => decodeModel(new Uint8Array(100)), /100 bytes long: build it again/)
})
