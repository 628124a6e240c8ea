import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { fillReply, firstNameOf, unknownVariables } from './fill-reply.ts'

test('a saved reply speaks to the person by name and signs with ours', () => {
  const values = { 'person.firstName': 'Ивана', 'agent.name': 'Ada', 'account.name': 'North' }
  const { text, missing } = fillReply('Здравейте, {person.firstName}! {agent.name}, {account.name}', values)
  deepEqual([text, missing], ['Здравейте, Ивана! Ada, North', []])
})

test('where a name is not known the words behind the bar stand, or it is told what is missing', () => {
  equal(fillReply('Hi {person.firstName|there}!', {}).text, 'Hi there!')
  deepEqual(fillReply('Hi {person.firstName}!', {}), { text: 'Hi !', missing: ['person.firstName'] })
})

test('what people call themselves is words: it names no variable, breaks no line and turns no direction', () => {
  const hostile = '{agent.name}\n\n\u202Eevil\u200B <b>$& $1</b> {brand.name}'
  const { text } = fillReply('Hi {person.name}, {agent.name}', { 'person.name': hostile, 'agent.name': 'Ada' })
  equal(text, 'Hi {agent.name} evil <b>$& $1</b> {brand.name}, Ada')
})

test('a name of ten thousand letters is cut, and no letter in two', () => {
  equal(fillReply('{person.name}', { 'person.name': '😀'.repeat(10_000) }).text, '😀'.repeat(80))
})

test('a variable nobody knows is told by its name; other braces are text', () => {
  const text = 'Hi {person.nmae}, { }, {x}, {person.name|friend}, {brand.slogan|x} {brand.slogan}'
  deepEqual(unknownVariables(text), ['person.nmae', 'brand.slogan'])
  equal(fillReply('{x} {{a}} {', {}).text, '{x} {{a}} {')
})

test('people are spoken to by the first word of their name', () => {
  deepEqual(['Olga Owner', ' Ана-Мария  Петрова', '', 'ⓐ'].map(firstNameOf), ['Olga', 'Ана-Мария', '', 'ⓐ'])
})
