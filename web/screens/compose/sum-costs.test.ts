import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sumsOf } from './sum-costs.ts'

test('costs are summed by currency, and no fraction of a cent is invented or lost', () => {
  const costs = [
    { amount: 0.1, currency: 'USD' },
    { amount: 5, currency: 'UAH' },
    { amount: 0.2, currency: 'USD' },
    { amount: 0.015, currency: 'USD' },
  ]
  assert.deepEqual(sumsOf(costs), [
    { amount: 0.315, currency: 'USD' },
    { amount: 5, currency: 'UAH' },
  ])
  assert.deepEqual(sumsOf([]), [])
})
