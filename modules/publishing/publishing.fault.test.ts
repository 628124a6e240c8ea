import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, quick, runFaults } from './testing-faults.ts'

test('killed workers, a killed database and failing networks double, lose and silence neither posts nor answers', {
  timeout: 240_000,
}, async () => {
  const { code, figure, told } = await runFaults([
    ...[quick, ...answers],
    ...['--publications=68', '--answers=22'],
    '--kills=8',
    '--spread=8000',
    '--half-open=0',
  ])
  const { doubles, lost, silent, early } = figure
  assert.deepEqual({ doubles, lost, silent, early }, { doubles: 0, lost: 0, silent: 0, early: 0 }, told)
  assert.ok(figure.faults >= 90, `only ${figure.faults} faults were made`)
  assert.equal(code, 0)
})
