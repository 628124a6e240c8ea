import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceFrom } from './chance.ts'
import { median, quantile } from './interval.ts'
import { normalQuantile, normalShare } from './normal.ts'
import { studentQuantile, studentTail } from './student.ts'

test('the normal distribution has its tabled values, and its quantiles lead back', () => {
  near(normalShare(1.959963984540054), 0.975, 1e-15)
  near(normalQuantile(0.975), 1.959963984540054, 1e-14)
  near(normalShare(-8) / 6.22096057427178e-16, 1, 1e-12)
  for (const share of [1e-200, 1e-12, 0.001, 0.25, 0.5, 0.6, 0.999])
    near(normalShare(normalQuantile(share)) / share, 1, 1e-12)
  assert.deepEqual([normalQuantile(0), normalQuantile(1)], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
})

test('Student’s distribution has its tabled values, and becomes the normal one', () => {
  near(studentQuantile(0.975, 1), 12.706204736, 1e-8)
  near(studentQuantile(0.975, 10), 2.228138852, 1e-8)
  near(studentQuantile(0.95, 30), 1.697260887, 1e-8)
  near(studentQuantile(0.025, 5), -studentQuantile(0.975, 5), 1e-12)
  near(studentQuantile(0.975, 1e6), normalQuantile(0.975), 1e-5)
  near(studentTail(2.5, 7), 0.5 - (0.5 - studentTail(2.5, 7)), 1e-15)
  for (const freedom of [0.7, 3, 40]) near(studentTail(studentQuantile(0.99, freedom), freedom), 0.01, 1e-12)
})

test('quantiles lie between neighbours', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), quantile([0, 10], 0.25)], [2, 2.5, 2.5])
  assert.ok(Number.isNaN(median([])))
})

test('drawn by chance, counts and normal values have the mean and the variance they should', () => {
  const chance = chanceFrom(42)
  for (const mean of [0.3, 5, 40, 3_000]) {
    const drawn = Array.from({ length: 20_000 }, () => chance.poisson(mean))
    const [average, variance] = moments(drawn)
    near(average / mean, 1, 5 / Math.sqrt(20_000 * mean))
    near(variance / mean, 1, 0.08)
  }
  const [average, variance] = moments(Array.from({ length: 20_000 }, () => chance.normal()))
  near(average, 0, 0.03)
  near(variance, 1, 0.04)
  assert.equal(chance.poisson(0), 0)
})

test('what is no share and no freedom is refused', () => {
  for (const share of [-0.1, 1.1, Number.NaN]) assert.throws(() => normalQuantile(share), RangeError)
  for (const share of [0, 1, Number.NaN]) assert.throws(() => studentQuantile(share, 3), RangeError)
  assert.throws(() => studentQuantile(0.9, 0), RangeError)
})

function moments(drawn: number[]): [mean: number, variance: number] {
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
  return [mean, drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length]
}

function near(value: number, wanted: number, tolerance: number): void {
  assert.ok(Math.abs(value - wanted) <= tolerance, `${value}, not ${wanted}`)
}
