import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logGamma } from '../../../kernel/incomplete-beta.ts'
import { type Counts, countBelow, logAtLeast, logAtMost } from './negative-binomial.ts'

test('the logarithm of the gamma function is that of factorials and of √π', () => {
  let factorial = 0
  for (let n = 1; n < 200; n++) {
    assert.ok(close(logGamma(n), factorial), `${n}`)
    factorial += Math.log(n)
  }
  assert.ok(close(logGamma(0.5), Math.log(Math.PI) / 2))
  assert.ok(close(logGamma(1e-6), 13.815509980749432))
})

test('both tails are the sums of what lies in them, however far out', () => {
  for (const mean of [0.01, 0.4, 3, 12, 80])
    for (const dispersion of [0.001, 0.05, 0.2, 1, 3])
      for (const count of [1, 2, 5, 20, 72, 300, 1_000]) {
        const of: Counts = { mean, dispersion }
        const { above, below } = summed(count, of)
        assert.ok(close(logAtLeast(count, of), above), `P(X ≥ ${count}) of ${mean}, ${dispersion}`)
        assert.ok(close(logAtMost(count - 1, of), below), `P(X < ${count}) of ${mean}, ${dispersion}`)
      }
})

test('the tails part all there is, and never rise where they should fall', () => {
  for (const mean of [1e-6, 0.3, 40, 1e6])
    for (const dispersion of [0.001, 0.3, 3]) {
      let before = 0
      for (const share of [0, 0.5, 0.9, 1, 1.1, 1.5, 4, 50]) {
        const count = Math.ceil(mean * share) + (share > 0 ? 1 : 0)
        const [above, below] = [logAtLeast(count, { mean, dispersion }), logAtMost(count - 1, { mean, dispersion })]
        assert.ok(above <= before + 1e-9 && above <= 0 && below <= 0, `${count} of ${mean}`)
        assert.ok(Math.abs(Math.exp(above) + Math.exp(below) - 1) < 1e-8, `${count} of ${mean}, ${dispersion}`)
        before = above
      }
    }
})

test('a quantile is the least count with so much at or below it', () => {
  for (const mean of [0.01, 2, 30, 1e6])
    for (const share of [0.025, 0.5, 0.975]) {
      const of: Counts = { mean, dispersion: 0.2 }
      const count = countBelow(share, of)
      assert.ok(logAtMost(count, of) >= Math.log(share))
      assert.ok(count === 0 || logAtMost(count - 1, of) < Math.log(share))
    }
})

const close = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))

/** Term by term, in logarithms, so that nothing vanishes. */
function summed(count: number, { mean, dispersion }: Counts): { above: number; below: number } {
  const size = 1 / dispersion
  const [below, above]: [number[], number[]] = [[], []]
  let term = -size * Math.log1p(mean / size)
  for (let n = 0; n < count + 6_000; n++) {
    const side = n < count ? below : above
    side.push(term)
    term += Math.log(((n + size) / (n + 1)) * (mean / (mean + size)))
  }
  return { above: logSum(above), below: logSum(below) }
}

function logSum(terms: number[]): number {
  const most = terms.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  return most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0))
}
