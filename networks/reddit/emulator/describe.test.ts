import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labWorld } from '../../conformance.ts'
import emulator from '../lab.ts'

test('a name that the documentation does not know is refused and kept as a breach', async () => {
  const { lab, close } = await labWorld(emulator)
  try {
    const answer = await fetch(`${lab.origin}/reddit/api/info?id=t3_a&surprise=1`)
    assert.equal(answer.status, 400)
    assert.deepEqual(
      lab.violations.map((one) => one.problems),
      [['unknown parameter: surprise']],
    )
  } finally {
    await close()
  }
})
