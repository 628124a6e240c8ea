import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spellings } from './spellings.ts'

test('a name in Latin letters is offered as Bulgarians, Russians and Ukrainians write it', () => {
  for (const [name, written] of [
    ['Rialto', ['риалто', 'риальто', 'ріальто']],
    ['Nescafe', ['нескафе']],
    ['Lidl', ['лидл', 'лідл']],
    ['Zalando', ['заландо']],
    ['Nike', ['ник', 'нике']],
    ['Bosch', ['бош']],
    ['Philips', ['филипс', 'філіпс']],
  ] as const)
    for (const one of written) assert.ok(spellings(name).includes(one), `${name}: ${spellings(name)}`)
})

test('a name in Cyrillic is offered in Latin letters', () => {
  for (const [name, written] of [
    ['нескафе', 'nescafe'],
    ['Риалто', 'rialto'],
    ['риальто', 'rialto'],
    ['Ріальто', 'rialto'],
    ['Київ', 'kyiv'],
    ['Пловдив', 'plovdiv'],
    ['Харків', 'kharkiv'],
  ] as const)
    assert.ok(spellings(name).includes(written), `${name}: ${spellings(name)}`)
})

test('what is no one word, mixes letters or is very long is offered nothing, and nothing is offered without end', () => {
  for (const name of ['', 'e-mail', 'ріalto', '2026', 'łódź']) assert.deepEqual(spellings(name), [])
  assert.ok(spellings('kchtszh'.repeat(20)).length <= 12)
})
