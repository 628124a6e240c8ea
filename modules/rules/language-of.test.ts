import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from './language-of.ts'

const texts: Record<string, string[]> = {
  en: ['How much is the delivery to Sofia?', 'Thanks, it was very good!', 'I have not received my order, please help'],
  bg: [
    'Колко струва доставката до Пловдив?',
    'Благодаря, много сте любезни!',
    'Къде мога да купя това кафе и има ли го в зърна',
  ],
  uk: ['Скільки коштує доставка до Львова?', 'Дякую, дуже смачна кава!', 'Чому ви не відповідаєте на повідомлення?'],
  sv: ['Vad kostar det att skicka till Malmö?', 'Tack så mycket, det var gott!', 'Jag har inte fått min beställning'],
  cs: ['Kolik stojí doprava do Brna, prosím?', 'Děkuji, byla moc dobrá!', 'Proč mi nikdo neodpovídá na zprávu?'],
  pl: ['Ile kosztuje dostawa do Krakowa?', 'Dziękuję, bardzo dobra kawa!', 'Dlaczego nie odpowiadacie na wiadomości?'],
  ru: ['Сколько стоит доставка до Москвы?', 'Спасибо, очень вкусный кофе!', 'Почему вы не отвечаете на сообщения?'],
}
for (const [language, lines] of Object.entries(texts))
  test(`a short question or thanks is recognised as ${language}`, () =>
    deepEqual(
      lines.map((line) => languageOf(line)),
      lines.map(() => language),
    ))

test('what is in none of the seven languages is said to be unknown, never the nearest of them', () => {
  for (const line of [
    'Wie viel kostet die Lieferung nach Wien? Ich habe noch nicht bestellt.',
    'Bonjour, combien coûte la livraison pour Paris ? Merci beaucoup',
    '¿Cuánto cuesta el envío a Madrid? Muchas gracias',
    'Hvad koster det at sende til København? Mange tak',
    'Hva koster det å sende til Oslo? Jeg har ikke fått svar',
    'Koľko stojí doprava do Bratislavy? Ďakujem veľmi pekne, prosím vás',
    'Колкі каштуе дастаўка ў Мінск? Дзякуй вельмі',
    'Колико кошта достава до Београда? Хвала, није јасно',
    'Kargo ücreti ne kadar? Çok teşekkürler',
    '配送はいくらですか',
    'كم تكلفة التوصيل؟',
    '🔥🔥🔥',
    '123 456',
    '',
    'ok',
    'https://example.org/the-and-is',
  ])
    equal(languageOf(line), null, line)
})
