import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverOf } from './cover.ts'
import { parseQuery } from './parse-query.ts'
import type { FormsOf } from './word-forms.ts'

const declined: FormsOf = (word) => (word === 'кава' ? ['кава', 'кави', 'каву', 'кавою', 'каві'] : [word])

function cover(text: string) {
  const parsed = parseQuery(text)
  assert.ok(parsed.ok)
  return coverOf(parsed.query, declined, [])
}

test('of words that must all be there the one is asked for that is rarest to be written', () => {
  assert.deepEqual(cover('tea AND Rialto'), ['Rialto'])
  assert.deepEqual(cover('(tea OR coffee) Rialto -ads'), ['Rialto'])
})

test('of words of which any will do each is asked for', () => {
  assert.deepEqual(cover('Rialto OR "blue cup" OR #rialto'), ['Rialto', 'blue cup', '#rialto'])
})

test('a word is asked for in the forms it is written in, also within a phrase', () => {
  const forms = ['кава', 'кави', 'каву', 'кавою', 'каві']
  assert.deepEqual(cover('кава'), forms)
  assert.deepEqual(cover('!кава'), ['кава'])
  assert.deepEqual(cover('"на кава"'), forms)
})

test('a query that no words have to be in cannot be asked for', () => {
  assert.equal(cover('lang:en followers:>100'), undefined)
  assert.equal(cover('Rialto OR lang:en'), undefined)
  assert.equal(cover('rialt*'), undefined)
})
