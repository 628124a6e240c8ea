import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latin } from './brand.ts'
import { decline } from './decline.ts'
import type { TownLanguage } from './post.ts'

const declined: [language: TownLanguage, forms: string][] = [
  ['uk', 'Кавола Каволи Каволі Каволу Каволою Каволі'],
  ['uk', 'Книжка Книжки Книжці Книжку Книжкою Книжці'],
  ['uk', 'Вежа Вежі Вежі Вежу Вежею Вежі'],
  ['uk', 'Норвік Норвіку Норвіку Норвік Норвіком Норвіку'],
  ['uk', 'Велтен Велтену Велтену Велтен Велтеном Велтені'],
  ['uk', 'Гармонія Гармонії Гармонії Гармонію Гармонією Гармонії'],
  ['uk', 'Тікоро Тікоро Тікоро Тікоро Тікоро Тікоро'],
  ['ru', 'Лунара Лунары Лунаре Лунару Лунарой Лунаре'],
  ['ru', 'Книжка Книжки Книжке Книжку Книжкой Книжке'],
  ['ru', 'Норвик Норвика Норвику Норвик Норвиком Норвике'],
  ['ru', 'Гармония Гармонии Гармонии Гармонию Гармонией Гармонии'],
  ['pl', 'Lunara Lunary Lunarze Lunarę Lunarą Lunarze'],
  ['pl', 'Kawka Kawki Kawce Kawkę Kawką Kawce'],
  ['pl', 'Kavola Kavoli Kavoli Kavolę Kavolą Kavoli'],
  ['pl', 'Warta Warty Warcie Wartę Wartą Warcie'],
  ['pl', 'Norvik Norvika Norvikowi Norvik Norvikiem Norviku'],
  ['pl', 'Velten Veltena Veltenowi Velten Veltenem Veltenie'],
  ['pl', 'Pomelo Pomelo Pomelo Pomelo Pomelo Pomelo'],
  ['cs', 'Lunara Lunary Lunaře Lunaru Lunarou Lunaře'],
  ['cs', 'Kavola Kavoly Kavole Kavolu Kavolou Kavole'],
  ['cs', 'Norvik Norviku Norviku Norvik Norvikem Norviku'],
  ['cs', 'Pomelo Pomela Pomelu Pomelo Pomelem Pomelu'],
  ['en', 'Norvik Norvik’s Norvik Norvik Norvik Norvik'],
  ['sv', 'Norvik Norviks Norvik Norvik Norvik Norvik'],
  ['sv', 'Luxis Luxis Luxis Luxis Luxis Luxis'],
  ['bg', 'Кавола Кавола Кавола Кавола Кавола Кавола'],
]

test('a brand is declined as people of each language do', () => {
  for (const [language, forms] of declined) {
    const [name = ''] = forms.split(' ')
    const { nom, gen, dat, acc, ins, loc } = decline(name, language)
    assert.equal([nom, gen, dat, acc, ins, loc].join(' '), forms, language)
  }
})

test('names of several words, of another script or with digits are left as they are', () => {
  for (const [name, language] of [
    ['Green Leaf', 'pl'],
    ['Norvik', 'uk'],
    ['Route66', 'cs'],
  ] as const)
    assert.deepEqual([...new Set(Object.values(decline(name, language)))], [name])
})

test('a Cyrillic name is spelled in Latin letters where those are written', () => {
  assert.equal(latin('Щедрик'), 'Shchedryk')
  assert.equal(latin('Кав’ярня Їжак'), 'Kaviarnia Izhak')
})
