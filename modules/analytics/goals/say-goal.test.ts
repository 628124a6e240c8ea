import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadWords } from '../../../kernel/i18n.ts'
import type { GoalVerdict } from './judge-goal.ts'
import { sayGoal } from './say-goal.ts'

const standing = { reached: 300, progress: 0.5, elapsed: 0.4 }
const forecast = { forecast: 700, interval: [550, 850] as const, neededADay: 10.04, usualADay: 13.333, daysLeft: 30 }
const said = (found: GoalVerdict, locale = 'en') => {
  const { key, values } = sayGoal(found)
  return loadWords()(locale).say(key, values)
}

test('a verdict is a sentence, and is never surer than its numbers', () => {
  assert.equal(
    said({ verdict: 'on-the-way', chance: 0.9999, ...forecast, ...standing }),
    'On the way: as things go, the goal will be reached with a chance of 99%.',
  )
  assert.equal(
    said({ verdict: 'behind', chance: 0.02, ...forecast, ...standing }),
    'Behind: each day left would have to bring 10, and a usual day brings 13.3.',
  )
  assert.equal(
    said({ verdict: 'missed', ...standing, progress: 0.999 }),
    'The term is over. 99% of the way was covered.',
  )
})

test('days that are known are counted as each language counts', () => {
  const unknown = (known: number): GoalVerdict => ({ verdict: 'unknown', known, needed: 14, ...standing })
  assert.match(said(unknown(1)), /1 day is known/)
  assert.match(said(unknown(3), 'pl'), /znane są 3 dni/)
  assert.match(said(unknown(5), 'uk'), /про 5 днів/)
})
