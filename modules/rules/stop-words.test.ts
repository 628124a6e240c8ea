import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { findStopWords, packLanguages, plantStopWords, untouched, wordCategories, wordPacks } from './word-packs.ts'
import { readPattern } from './word-pattern.ts'

const all = plantStopWords(untouched)
const found = (text: string, language: string | null = null) =>
  findStopWords(all, text, language).map(({ from, to }) => text.slice(from, to))

const masked: Record<string, string[]> = {
  'letters of another alphabet': ['cукa', 'хyй', 'сhuj', 'kурва', 'pоrn', 'ΡΟRΝ', 'fυck'],
  'digits and signs': ['p0rn', 'b1tch', '@ssh0le', '$hit', 'пи3да', 'k0kot', 'fvck'],
  'spaces, dots and hyphens': ['s h i t', 'с.у.к.а', 'х у й', 'k-u-r-w-a', 'f.u.c.k', 'ку.рва', 'p _ o _ r _ n'],
  'stretched letters': ['fuuuuck', 'курваааа', 'kuuurwa', 'suuuka', 'shiiiit'],
  'invisible characters': ['fu\u200bck', 'с\u2060ука', 'ku\u00adrwa', 'sh\u202eit', 'f\ufeffu\u200dck'],
  'marks upon marks': ['fu\u0323\u0308ck', 's\u0337h\u0337i\u0337t\u0337', 'cu\u030ar\u00e1k', 'сӱка'],
  'full width, mathematical and enclosed letters': ['ｆｕｃｋ', '𝖋𝖚𝖈𝖐', '𝓼𝓱𝓲𝓽', 'ⓢⓗⓘⓣ', '🅵🅤🅒🅚', 'ғᴜᴄᴋ'],
  'emoji between letters': ['f🔥u🔥c🔥k', 'с❤️у❤️к❤️а', 'sh💩it'],
  'stars for letters': ['f*ck', 'х*й', 'k***a', 's**t', 'b*tch'],
  'one space within a long word': [
    'id iot',
    'as shole',
    'b astard',
    'ид иот',
    'дебі л',
    'debi l',
    'kok ot',
    'pier dol',
    'knu lla',
  ],
  'both alphabets by sound': ['пиzдец', 'бlядь', 'хуiло'],
}

for (const [way, words] of Object.entries(masked))
  test(`a stop-word is known behind ${way}, and the find is its whole place in the text`, () => {
    for (const word of words) deepEqual(found(`Well, ${word} indeed`), [word], word)
  })

test('a find is shown where it stands, also after emoji and invisible characters', () => {
  const text = '👨‍👩‍👧 ok\u200b — ｓ.ｈ.ｉ.ｔ!'
  deepEqual(found(text), ['ｓ.ｈ.ｉ.ｔ'])
})

const honest: Record<string, string[]> = {
  en: [
    'Scunthorpe, Penistone and Middlesex beat Arsenal at the assessment class in Essex.',
    'The cockpit of a peacock blue Cessna; cocktails by Hancock; a shiitake risotto, summa cum laude.',
    'An analysis of classic bass guitars, grass and passion fruit. Therapist, grape, drapery, rapper.',
    'A chink in the armour, spic and span, a Maine Coon called Moby Dick, flame retardant paint.',
    'Route A55, flight AS5512, 455 grams, 5 x 3 = 15, S3XY is a range of cars, B00 is a code.',
    'Is it as it was? A s set of I, a, s: no. Push-it, sit-in, title, constitution, Dickens, Basset hound.',
    'He hit it. This hit was. Its hit list: Mass, Glass, Brass; saltpetre. E.U., U.S.A., a.m., p.m.',
    'Thanks a lot!!! Soooo goooood, yessss, I want it noooow, loool, hahaha, $$$ well spent @shop.',
    'Could you send me the invoice for order #12345? I earn points per purchase, right?',
    'A low life expectancy, a cream pie, my wet back, the bell end of a trumpet; who re-opened it? Ho ran home.',
    'The pen is mine. Ice cream: lose Rs 500, use your brain less, Inc est 1990, ski ten days. Por no avisar.',
  ],
  bg: [
    'Курабийки и курорт: курсът по кураторство започва в понеделник, уебсайтът е готов.',
    'Мангал на дърва, педали за велосипед, кучето и малките кученца, обратен адрес.',
    'Страхуй се, хубаво, застрахуй колата, махни опаковката, струва си, търгувай.',
    'Вятърът духа, говежди бульон, гъзарски обувки не носим; лайкучка, задната врата.',
    'Чукам на вратата, цитрусови плодове, цицина.',
    'Колко струва доставката? Нося размер 38, а вие имате ли 37? Благодаря!!!',
    'Иди от спирката направо. Под човек в криза разбираме друго. Иди отсреща.',
  ],
  ru: [
    'Команда страхует, застрахуй машину, не психуй, хулиган, художник, хутор, хуже.',
    'Херсон, херувим, хохлома, мандарины, требовать, употреблять, колебания, небо, хлеб, погреб.',
    'Рубля, корабля, сабля, оскорблять, потреблять, гребля, дубляж. Барсука видели у лужи.',
    'Анализ, канал, банальность, траектория, трахея, уебсайт на болгарском, лохматый кот, педикюр.',
    'Рассука, досуг, посудка, сучок на дереве, сукно и суконный пиджак, закладки в браузере, Нигер.',
    'Подскажите, пожалуйста, сколько стоит доставка? Спасибоооо!!! Укроп и петрушка.',
    'Иди от дома прямо. Прости тут меня, у блюд новый вид, из рода в род. Из род ни слова.',
  ],
  uk: [
    'Застрахуй авто, не психуй, хутро, художник, хуртовина, охота, хустка.',
    'Херсон, херувим, мандарини, аналіз, канал, трахея, педикюр, закладка у браузері, Нігер.',
    'Корабля, оскаржувати, дублювання, шабля, гребля, рубля. Борсука бачили біля калюжі.',
    'Сукня, сучасний, сукно, сусіди, курвіметр, курка, куртка, лайнер, лайка, срібло.',
    'Скільки коштує доставка? Чи є розмір 38? Дякуюююю!!!',
    'Прости тут, будь ласка. Іди от туди, у блюд новий смак.',
  ],
  sv: [
    'Till slut kom farten, en kock, en prick på kartan, sex kronor, en fläkt och en fager dag.',
    'Asfalt, horisont, satellit, arsenal, mongoliet, fjäril, skitgott kaffe, klassisk bok, massor av gäss.',
    'Kukeluku sa tuppen. Pistage, kassa, passa, fantastisk, fantasi, elefant, fanns.',
    'Jag har flyttat till Åkers gård. Bara bra, hälsningar från barnen, kan man betala med faktura?',
    'Barn, bil, bok, bog och bok: vi ses i Härnösand; kat, kåda, rövare och Robin Hood.',
    'Bröd på hel vete. Det tar slut ty lagret är tomt. Min mor on mån, de bil vi såg.',
  ],
  cs: [
    'Kuře na kari, kurz, kurátor, kurvatura páteře, kunovice, kundalini jóga.',
    'Negramotný, negroni, retardér, hovězí polévka, posraz, sraz u mostu, hovor.',
    'Debata, pohodlí, hajný, výběh, trouba na pečení, svíčka, dementi agentury, hezké děvče.',
    'Kolik stojí doprava? Máte velikost 38? Děkujuuuu!!! Koktejl a kokosový dort, Kokořín.',
    'Kdo tu pec postavil? Koza té paní utekla, zas ran přibylo.',
  ],
  pl: [
    'Kurs, kurier, kurtka, kurczak, kurwatura, chuć, dupleks, Gdańsk, szukać, sukienka.',
    'Analiza, kanał, patologia, asfalt, ruskie pierogi, bambus w doniczce, szkopuł, murzynek do kawy.',
    'Kot i kat, Bóg, bok, hojny, huśtawka, pizza, pierogi, pierwszy, cyprys, ciepło.',
    'Ile kosztuje dostawa? Czy jest rozmiar 38? Dziękujęęęę!!! Ukraina, sprawozdanie, rusztowanie.',
    'U nas rat nie ma. Dla nas ran było wiele. Kto tu je, ten po mor o nim mówi.',
  ],
}
test('no honest word of the seven languages is taken for a bad one, in its own language or another', () => {
  const wrong = Object.entries(honest).flatMap(([language, lines]) =>
    lines.flatMap((line) =>
      [null, language].flatMap((known) => found(line, known).map((one) => `${language}: ${one}`)),
    ),
  )
  deepEqual([...new Set(wrong)], [])
})

test('a word that is honest in another language counts in texts of its own only', () => {
  deepEqual(found('Till slut', 'sv'), [])
  deepEqual(found('Till slut', null), [])
  deepEqual(found('You are a slut', 'en'), ['slut'])
  deepEqual(found('bog, bóg', 'pl'), [])
  deepEqual(found('jävla bög', 'sv'), ['jävla', 'bög'])
})

test('a brand switches categories off, takes words out and puts its own in', () => {
  const mine = plantStopWords([
    { language: 'en', categories: ['spam'], removed: ['click here'], added: ['moonbeam*', 'cold brew'] },
  ])
  const found = (text: string) => findStopWords(mine, text, null).map(({ from, to }) => text.slice(from, to))
  deepEqual(found('shit, click here'), [])
  deepEqual(found('M00nbeams and c0ld brew, free spins'), ['M00nbeams', 'c0ld brew', 'free spins'])
})

test('each pack holds real words of every category, each once, and each of them finds itself', () => {
  deepEqual(wordPacks.map((one) => one.language).sort(), [...packLanguages].sort())
  for (const { language, categories } of wordPacks) {
    deepEqual(Object.keys(categories), [...wordCategories], language)
    const words = Object.values(categories).flat()
    equal(new Set(words).size, words.length, `${language} says a word twice`)
    equal(words.length >= 60, true, `${language} has ${words.length} words`)
    for (const [category, some] of Object.entries(categories)) equal(some.length >= 20, true, `${language} ${category}`)
    for (const written of words) {
      equal(readPattern(written) === undefined, false, `${language}: ${written}`)
      const plain = written.replace(/^[=~]+/, '').replaceAll('*', '')
      if (!written.replace(/^\*|\*$/g, '').includes('*'))
        equal(findStopWords(all, plain, language).length > 0, true, `${language}: ${written}`)
    }
  }
})

test('a text made to be read in countless ways is still read at once', () => {
  const text = 'f1u1c1l'.repeat(1_000) + 'iiiillll1111||||'.repeat(400) + '* '.repeat(2_000)
  const began = performance.now()
  found(text)
  equal(performance.now() - began < 2_000, true)
})
