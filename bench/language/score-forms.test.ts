import assert from 'node:assert/strict'
import { test } from 'node:test'
import { f1, precision, recall, scoreForms } from './score-forms.ts'
import { stemmedForms } from './stemmed-forms.ts'
import type { Word } from './treebank.ts'

const text: Word[] = [
  { keys: ['dogs'], lemma: 'dog', part: 'NOUN' },
  { keys: ['dog'], lemma: 'dog', part: 'NOUN' },
  { keys: ['dogged'], lemma: 'dogged', part: 'ADJ' },
  { keys: ['the'], lemma: 'the', part: 'DET' },
]

test('exact words find what is written like the lemma, and miss the rest', () => {
  const score = scoreForms(text, () => [], 'content')
  assert.deepEqual(score, { found: 2, wrong: 0, missed: 1 })
  assert.deepEqual([precision(score), recall(score), f1(score)], [100, 200 / 3, 80])
})

test('forms that are words of another lemma count as wrong, each time they occur', () => {
  const all = (lemma: string) => (lemma === 'dog' ? ['dogs', 'dogged', 'dogging'] : [])
  assert.deepEqual(scoreForms([...text, ...text], all, 'content'), { found: 6, wrong: 2, missed: 0 })
})

test('words that nobody listens for count only when all are asked for', () => {
  assert.deepEqual(
    scoreForms(text, () => [], 'all'),
    { found: 3, wrong: 0, missed: 1 },
  )
})

test('a stemmer finds the words that have the stem of the lemma', () => {
  assert.deepEqual(stemmedForms('en', text)('dog'), ['dogs', 'dog', 'dogged'])
  assert.deepEqual(stemmedForms('cs', text)('dog'), [])
})
