import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, bootstrap, macroF1 } from './score-feelings.ts'

const answers: Answer[] = [
  { label: 'positive', answer: 'positive' },
  { label: 'positive', answer: 'negative' },
  { label: 'negative', answer: 'negative' },
  { label: 'neutral', answer: 'neutral' },
]

test('the macro-F1 is the mean of what each name reaches, however seldom it is', () => {
  assert.equal(Math.round(macroF1(answers, ['negative', 'neutral', 'positive']) * 10) / 10, 77.8)
  assert.equal(macroF1([{ label: 'neutral', answer: 'neutral' }], ['negative', 'neutral']), 50)
})

test('the interval of a score is the same each time and holds the score', () => {
  const score = (of: readonly Answer[]) => macroF1(of, ['negative', 'neutral', 'positive'])
  const [low, high] = bootstrap(answers, score)
  assert.ok(low <= score(answers) && score(answers) <= high)
  assert.deepEqual(bootstrap(answers, score), [low, high])
})
