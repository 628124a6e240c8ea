import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsIn } from '../team/index.ts'
import { otherwiseForAnswers, wordedFor } from './wording.ts'

test('what is said otherwise of an answer has its words, and they never call it a post', () => {
  const values = { by: 'Portia', person: 'Jessica', account: 'Coffee', minutes: 3, why: 'no' }
  for (const code of otherwiseForAnswers) {
    const said = wordsIn('en').say(wordedFor({ kind: 'answer' }, code), values)
    assert.notEqual(said, wordsIn('en').say(code, { ...values, post: 'Rye bread' }))
    assert.doesNotMatch(said, /publishing\.|\bpost|publi(?:sh|cation)/)
  }
})
