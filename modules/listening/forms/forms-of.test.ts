import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Matcher } from '../matcher/matcher.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { formsOf } from './forms-of.ts'

/** Language, word: forms it has, and after a bar what are other words. */
const known: Record<string, Record<string, string>> = {
  en: {
    coffee: "coffees coffee's | coffer cough",
    coffees: 'coffee',
    stop: 'stops stopped stopping | stope',
    city: "cities city's | cite",
    buy: 'buys bought buying',
    child: 'children',
    children: 'child',
    good: 'better best | goods',
    fast: 'faster fastest | fasten',
    work: 'works worked working | worker',
    new: 'newer newest | news',
  },
  bg: {
    кафе: 'кафето кафета кафетата | кафяв',
    кафетата: 'кафе',
    приятел: 'приятелят приятеля приятели приятелите',
    нов: 'нова ново нови новия новият новата новите',
    купувам: 'купува купуваме купувах купувал',
    човек: 'човека хора хората',
    дете: 'детето деца децата',
  },
  uk: {
    кава: 'кави каві каву кавою | кавун кавуни кавовий',
    кавою: 'кава каву',
    книга: 'книги книзі книгу книг книгами',
    ніч: 'ночі ніччю ночей',
    місто: 'міста місту містом міст',
    область: 'області областю областей',
    знання: 'знанням знань',
    смачний: 'смачна смачне смачного смачні смачніший найсмачніші | смак',
    купувати: 'купую купує купують купував купувала купуватиме | купити',
    сміятися: 'сміюся сміється сміявся',
    ходити: 'ходжу ходиш ходять ходив',
    людина: 'люди людей людьми',
    друг: 'друга друзі друзів | подруга',
    моршинська: 'моршинської моршинську',
    київ: 'києва києву києві',
    шевченко: 'шевченка шевченку',
  },
  ru: {
    кофе: ' | кофта',
    книга: 'книги книге книгу книгой книг книгами',
    ребенок: 'ребенка дети детей',
    люди: 'человек людей',
    делать: 'делаю делает делал делающий делавший сделанный'.replace(' сделанный', ' | сделать'),
    хороший: 'хорошего хорошая лучше лучший',
    идти: 'иду идет шел шла',
    москва: 'москвы москве москву',
  },
  pl: {
    kawa: 'kawy kawie kawę kawą kaw | kawaler kawał',
    kawę: 'kawa',
    ręka: 'ręki ręce ręku rąk rękami',
    robić: 'robię robi robią robił robiła robiąc robiący | zrobić',
    dobry: 'dobra dobrego lepszy najlepszy',
    człowiek: 'ludzie ludzi ludźmi',
    warszawa: 'warszawy warszawie warszawę',
  },
  cs: {
    káva: 'kávy kávě kávu kávou káv | kavárna',
    kávou: 'káva kávu',
    praha: 'prahy praze prahu prahou',
    dárek: 'dárku dárky dárků dárcích | dárce',
    pes: 'psa psi psů',
    stůl: 'stolu stoly stolů',
    město: 'města městě měst městům',
    učitel: 'učitele učiteli učitelé učitelů',
    radost: 'radosti radostí radostem',
    nový: 'nová nového novém novější nejnovější nenový',
    kupovat: 'kupuji kupuje kupují kupoval nekupuje | koupit',
    přijít: 'přijdu přijde přišel přišla nepřišel',
    dítě: 'dítěte děti dětí dětem',
    dobrý: 'dobrá lepší nejlepší',
  },
  sv: {
    flicka: 'flickan flickor flickorna flickans | flygplan',
    bil: 'bilen bilar bilarna bilens | bild',
    bilarna: 'bil bilen',
    hus: 'huset husen husets | husvagn',
    bok: 'boken böcker böckerna | boka',
    kaffe: 'kaffet kaffets',
    vinna: 'vinner vann vunnit | vind',
    förstå: 'förstår förstod förstått',
    beställa: 'beställer beställde beställt beställs',
    ny: 'nytt nya nyare',
    stor: 'stort stora större störst',
    klarna: 'klarnas | klar klara kel',
    människa: 'människor människorna',
  },
}

for (const [language, words] of Object.entries(known))
  for (const [word, listed] of Object.entries(words))
    test(`in ${language} ${word} is found in its forms, and not in other words`, () => {
      const [right = '', wrong = ''] = listed.split('|').map((one) => one.trim())
      const forms = formsOf(word, language)
      for (const form of right.split(' ').filter(Boolean)) assert.ok(forms.includes(form), `${form} of ${forms}`)
      for (const form of wrong.split(' ').filter(Boolean)) assert.ok(!forms.includes(form), `${form} of ${forms}`)
    })

test('names in no dictionary are inflected like words that end so', () => {
  for (const [language, name, form] of [
    ['en', 'Rialtino', "rialtino's"],
    ['bg', 'Риалтин', 'риалтинът'],
    ['uk', 'Ріальтина', 'ріальтиною'],
    ['ru', 'Риальтина', 'риальтиной'],
    ['pl', 'Rialtina', 'rialtiny'],
    ['cs', 'Rialtina', 'rialtinou'],
    ['sv', 'Rialtin', 'rialtins'],
  ] as const)
    assert.ok(formsOf(name, language).includes(form), `${name}: ${formsOf(name, language)}`)
})

test('capitals, ё and apostrophes make no difference', () => {
  assert.deepEqual(formsOf('Ёлка', 'ru'), formsOf('елка', 'ru'))
  assert.deepEqual(formsOf('сім’я', 'uk'), formsOf("СІМ'Я", 'uk'))
})

test('when no language is named, a word has the forms of all languages it can be written in, and of no other', () => {
  const forms = formsOf('marka', undefined)
  for (const form of ['marki', 'marce', 'marky', 'markan']) assert.ok(forms.includes(form), form)
  assert.ok(formsOf('їжа', undefined).includes('їжею'))
  assert.ok(!formsOf('їжа', undefined).includes('їжы'))
})

test('a word of no letters that a language has is that word alone, and a language not known adds only an apostrophe', () => {
  assert.deepEqual(formsOf('コーヒー', undefined), ['コーヒー'])
  assert.deepEqual(formsOf('nike', 'uk'), ['nike'])
  for (const language of ['de', 'constructor', '']) assert.deepEqual(formsOf('hotel', language), ['hotel', "hotel's"])
  assert.deepEqual(formsOf('kawa', 'pl-PL'), formsOf('kawa', 'pl'))
})

test('whatever is asked for has few forms, itself among them, each once and folded', () => {
  for (const word of [
    'a',
    'ab',
    'а',
    'я',
    'їїї',
    'ти',
    'ся',
    'ный',
    'å',
    "'",
    'y'.repeat(60),
    'ować',
    'най',
    'x'.repeat(5_000),
  ]) {
    const forms = formsOf(word, undefined)
    assert.ok(forms.length <= 400 && forms.includes(word), `${word}: ${forms.length}`)
    assert.equal(new Set(forms).size, forms.length)
    for (const form of forms) assert.equal(form, form.toLowerCase())
  }
})

test('a query hears a brand in every case', () => {
  const matcher = new Matcher()
  const parsed = parseQuery('Ріальто OR кав’ярня')
  assert.ok(parsed.ok)
  matcher.set('brand', parsed.query)
  assert.deepEqual(matcher.match({ text: 'Були вчора у кав’ярні на розі', language: 'uk' }), ['brand'])
  assert.deepEqual(matcher.match({ text: 'Їли кавуни', language: 'uk' }), [])
})
