import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { fitOf, tellingWords } from './rank-articles.ts'

const article = (title: string, body = '', topic = '') => ({ title, body, topic })
const best = (typed: string, titles: string[]) => {
  const words = tellingWords(typed)
  return titles.toSorted((a, b) => fitOf(article(b), words) - fitOf(article(a), words))[0]
}

test('while somebody asks, the article about it comes first, in each language and bent as it may be', () => {
  equal(best('Can I get a refund for these shoes?', ['Opening hours', 'Refunds and returns']), 'Refunds and returns')
  equal(best('Как да върна поръчката си?', ['Работно време', 'Връщане на поръчки']), 'Връщане на поръчки')
  equal(best('Чи можна повернути замовлення?', ['Графік роботи', 'Повернення замовлень']), 'Повернення замовлень')
  equal(best('Jak mohu vrátit objednávku?', ['Otevírací doba', 'Vrácení objednávky']), 'Vrácení objednávky')
  equal(best('Czy mogę zwrócić zamówienie?', ['Godziny otwarcia', 'Zwrot zamówienia']), 'Zwrot zamówienia')
  equal(
    best('Kan jag returnera beställningen?', ['Öppettider', 'Returnera en beställning']),
    'Returnera en beställning',
  )
})

test('a word in the title says more than one in the text, and one that is nowhere nothing', () => {
  const words = tellingWords('refund')
  ok(fitOf(article('Refunds'), words) > fitOf(article('Shoes', 'We give refunds'), words))
  equal(fitOf(article('Shoes', 'Sizes'), words), 0)
})

test('short words and a letter of ten thousand signs do no harm', () => {
  deepEqual(tellingWords('a an to 👍 !!'), [])
  ok(tellingWords('word '.repeat(10_000)).length === 1)
})
