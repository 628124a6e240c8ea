import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage } from './choose-language.ts'

test('a text is taken in the language of the person, then of the brand, then as there is one', () => {
  const there = ['en', 'bg', 'uk']
  deepEqual(
    [
      chooseLanguage(there, ['uk', 'bg']),
      chooseLanguage(there, ['sv', 'bg']),
      chooseLanguage(there, ['sv', null, undefined]),
      chooseLanguage(there, ['BG']),
    ],
    ['uk', 'bg', 'en', 'bg'],
  )
})

test('Brazilian readers are served in Portuguese, and the other way round', () => {
  equal(chooseLanguage(['en', 'pt'], ['pt-BR', 'en']), 'pt')
  equal(chooseLanguage(['en', 'pt-BR'], ['pt']), 'pt-BR')
})

test('where there is no text none is chosen', () => equal(chooseLanguage([], ['en']), undefined))
