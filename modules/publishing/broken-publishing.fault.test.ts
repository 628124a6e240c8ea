import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, quick, runFaults } from './testing-faults.ts'

const broken = [
  quick,
  ...answers,
  '--publications=30',
  '--answers=15',
  '--kills=2',
  '--spread=3000',
  '--half-open=0',
  '--drills=0',
]

test('with a new key for every try, the same harness finds doubles, among answers too', {
  timeout: 240_000,
}, async () => {
  const { code, figure } = await runFaults(broken, { NODE_ENV: 'test', RIALTO_BREAK: 'key' })
  assert.ok(figure.doubles > figure.doubleAnswers && figure.doubleAnswers > 0, 'the harness cannot fail')
  assert.equal(code, 1)
})

test('with workers that heed neither lanes nor fences, the same harness finds doubles', {
  timeout: 240_000,
}, async () => {
  const { code, figure } = await runFaults(broken, { NODE_ENV: 'test', RIALTO_BREAK: 'fence' })
  assert.ok(figure.doubles > 0, 'the harness cannot fail')
  assert.equal(code, 1)
})
