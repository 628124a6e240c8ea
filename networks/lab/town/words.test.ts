import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../random.ts'
import { spoken } from './brand.ts'
import { compileFrame, say } from './frame.ts'
import { type TownLanguage, townLanguages } from './post.ts'
import { townWords, writtenWords } from './words.ts'

const groupsOf = (language: TownLanguage) => {
  const { brand, talk, replies, crises, campaign, notice, spam } = writtenWords(language)
  const stories = Object.values(crises).flatMap((story) => Object.values(story).flat())
  return {
    named: [...brand.flatMap((one) => one.says), ...stories, ...notice],
    all: [
      ...[...brand, ...talk, ...replies].flatMap((one) => one.says),
      ...[...stories, ...Object.values(campaign).flat(), ...notice, ...spam],
    ],
  }
}

test('each language has at least 150 sentences of its own, none twice', () => {
  for (const language of townLanguages) {
    const { all } = groupsOf(language)
    assert.ok(new Set(all).size >= 150, `${language}: ${new Set(all).size}`)
    assert.equal(new Set(all).size, all.length, language)
  }
})

test('what is said of a brand names it', () => {
  for (const language of townLanguages)
    assert.deepEqual(
      groupsOf(language).named.filter((one) => !one.includes('{brand')),
      [],
    )
})

test('languages say the same kinds of things: topics, tones, stories', () => {
  const shape = (language: TownLanguage) => {
    const { brand, talk, replies, crises } = writtenWords(language)
    const kinds = [...brand, ...talk, ...replies].map(({ topic, tone, intent }) => `${topic} ${tone} ${intent}`)
    return { kinds, stories: Object.keys(crises), tags: Object.keys(writtenWords(language).tags) }
  }
  for (const language of townLanguages) assert.deepEqual(shape(language), shape('en'), language)
})

test('every sentence can be said, by her and by him, and no slot is left open', () => {
  const brand = spoken({ key: 'kavola', name: 'Kavola', said: { uk: { nom: 'Кавола' } } })
  const rival = spoken({ key: 'norvik', name: 'Norvik' })
  for (const language of townLanguages) {
    const { brand: about, talk, replies, crises, campaign, notice, spam, promotion, trade } = townWords()[language]
    const groups = [about, ...Object.values(trade), replies, ...crises, campaign]
    const lines = [...groups.flatMap((one) => Object.values(one).flat()), ...talk, ...notice, ...spam, ...promotion]
    for (const { frame } of lines)
      for (const feminine of [true, false]) {
        const said = say(frame, {
          ...{ random: randomFrom(frame.source), feminine, brand: brand.said[language], rival: rival.said[language] },
          ...{ campaign: 'KavolaDays', links: [], tags: [], brands: [] },
        })
        assert.doesNotMatch(said, /[{}]|undefined|\s\s/, frame.source)
      }
  }
})

const known: [language: TownLanguage, source: string, feminine: boolean, said: string][] = [
  ['uk', 'Не підійшов розмір – з {brand.ins} обміняли', true, 'Не підійшов розмір – з Каволою обміняли'],
  ['uk', '{забув|забула} в {brand.loc} гаманець', true, 'забула в Каволі гаманець'],
  ['uk', 'Дякую {brand.dat}, {мріяв|мріяла}', false, 'Дякую Каволі, мріяв'],
  ['ru', 'вечером {заказал|заказала} в {brand.loc}', false, 'вечером заказал в Каволе'],
  ['ru', 'Летал с {brand.ins} мимо {brand.gen}', false, 'Летал с Каволой мимо Каволы'],
  ['pl', 'Między {brand.ins} a {rival.ins} wybieram {brand.acc}', true, 'Między Kavolą a Norvikiem wybieram Kavolę'],
  ['pl', '{zostawiłem|zostawiłam} portfel w {rival.loc}', true, 'zostawiłam portfel w Norviku'],
  ['cs', 'Sraz před {brand.ins}, u {rival.gen} ne', true, 'Sraz před Kavolou, u Norviku ne'],
  ['cs', 'Říkejte si o {brand.loc}, co chcete', false, 'Říkejte si o Kavole, co chcete'],
  ['bg', 'Купих го от {brand}', false, 'Купих го от Кавола'],
  ['sv', '{rival.gen} app loggar ut mig', false, 'Norviks app loggar ut mig'],
  ['en', '{brand.gen} app logs me out', false, 'Kavola’s app logs me out'],
]

test('slots take the form that the sentence needs', () => {
  const own = { uk: { nom: 'Кавола' }, ru: { nom: 'Кавола' }, bg: { nom: 'Кавола' } }
  const brand = spoken({ key: 'kavola', name: 'Kavola', said: own })
  const rival = spoken({ key: 'norvik', name: 'Norvik' })
  for (const [language, source, feminine, expected] of known) {
    const saying = {
      ...{ random: randomFrom('x'), feminine, brand: brand.said[language], rival: rival.said[language] },
      ...{ campaign: '', links: [], tags: [], brands: [] },
    }
    assert.equal(say(compileFrame(source, {}), saying), expected)
  }
})

test('a slot that is none, or a case that is none, is told with its sentence', () => {
  assert.throws(() => compileFrame('Buy {thign} now', { thing: [] }), /\{thign\}, in: Buy/)
  assert.throws(() => compileFrame('from {brand.voc}', {}), /no case is called voc/)
})
