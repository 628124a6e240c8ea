import { equal } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { tracesOf, withoutTraces } from './traces.ts'

const said = [
  'My number is +359 888 123 456, write to anna.m@pottery.example please',
  'The blue cup broke on the very first morning',
]
const known = { names: ['Anna Marinova', '@anna@pottery.example', 'Will'], said }
const left = (text: string, parts = false) => withoutTraces(tracesOf(known, { parts }), text)

describe('what tells of somebody in the words of others', () => {
  test('is their name however it is written, their handle, and how they are reached', () => {
    equal(left('ANNA MARINOVA (@anna@pottery.example) asked'), '… (…) asked')
    equal(left('Call +359 888 123 456 or anna.m@pottery.example'), 'Call … or …')
  })
  test('is a quotation of five words or more, whatever stands between them', () => {
    equal(left('She wrote: “the blue cup — broke on, the very first!” and left'), 'She wrote: “…!” and left')
    equal(left('The blue cup broke twice'), 'The blue cup broke twice')
  })
  test('is a part of their name only where the text is about them, and a short name only as it is written', () => {
    equal(left('Marinova called'), 'Marinova called')
    equal(left('Marinova called', true), '… called')
    equal(left('We will see what Will says, goodwill'), 'We will see what … says, goodwill')
  })
  test('is nothing where nobody is known', () => {
    equal(withoutTraces(tracesOf({ names: ['', ' '], said: [] }), 'Nobody is here'), 'Nobody is here')
  })
})
