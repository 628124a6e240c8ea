import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { likelihoodRatio, risingIn } from './rising.ts'

test('how surely a word is said more is Dunning’s ratio', () => {
  ok(Math.abs(likelihoodRatio([10, 1], [100, 100]) - 8.976) < 0.001)
  equal(likelihoodRatio([5, 5], [100, 100]), 0)
  equal(likelihoodRatio([5, 0], [100, 0]), 0)
})

test('what is new rises; what was always said, what binds words and what is said less does not', () => {
  const now = {
    size: 100,
    words: [
      { word: 'recall', count: 20 },
      { word: 'coffee', count: 80 },
      { word: 'the', count: 90 },
      { word: 'summer', count: 3 },
      { word: '2026', count: 30 },
    ],
    tags: [{ word: 'boycott', count: 9 }],
  }
  const earlier = {
    ...{ size: 100, tags: [] },
    words: [
      { word: 'coffee', count: 79 },
      { word: 'the', count: 20 },
      { word: 'summer', count: 60 },
    ],
  }
  const rising = risingIn(now, earlier)
  deepEqual(
    rising.words.map(({ word, before }) => [word, before]),
    [['recall', 0]],
  )
  deepEqual(
    rising.tags.map(({ word }) => word),
    ['boycott'],
  )
  deepEqual(risingIn(now, { size: 0, words: [], tags: [] }).words, [])
})
