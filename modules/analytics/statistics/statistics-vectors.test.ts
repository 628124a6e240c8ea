import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vectors } from '../testing/vectors.ts'
import { rosnerOutliers } from './rosner.ts'
import { wilsonInterval } from './wilson.ts'

type Vectors = {
  wilson_interval_95: { tolerance: number; cases: { successes: number; n: number; low: number; high: number }[] }
  generalised_esd: {
    alpha: number
    max_outliers: number
    R: number[]
    lambda: number[]
    outliers: number
    tolerance: number
    values: number[]
  }
}

const { found, skip } = vectors<Vectors>('statistics')

test('Wilson’s intervals are the published ones', { skip }, () => {
  if (!found) return
  const { cases, tolerance } = found.wilson_interval_95
  for (const { successes, n, low, high } of cases) {
    const [ours, upper] = wilsonInterval(successes, n, 1.96)
    assert.ok(
      Math.abs(ours - low) <= tolerance && Math.abs(upper - high) <= tolerance,
      `${successes} of ${n}: ${ours}, ${upper}`,
    )
  }
})

test('Rosner’s 54 values have his three outliers, though the first two steps find none', { skip }, () => {
  if (!found) return
  const { values, alpha, max_outliers, tolerance, ...wanted } = found.generalised_esd
  const { places, R, lambda } = rosnerOutliers(values, max_outliers, alpha)
  assert.equal(places.length, wanted.outliers)
  assert.deepEqual(places.map((place) => values[place]).sort(), [5.34, 5.42, 6.01])
  for (const [n, r] of wanted.R.entries()) {
    assert.ok(Math.abs((R[n] ?? 0) - r) <= tolerance, `R ${n + 1} is ${R[n]}`)
    assert.ok(Math.abs((lambda[n] ?? 0) - (wanted.lambda[n] ?? 0)) <= tolerance, `λ ${n + 1} is ${lambda[n]}`)
  }
})
