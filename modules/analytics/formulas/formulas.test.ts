import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vectors } from '../testing/vectors.ts'
import { calculate, type Row, type Way } from './calculate.ts'
import { inputsOf, mathOf } from './formula.ts'
import { type FormulaId, formulaOf, formulas } from './formulas.ts'
import { inputs } from './inputs.ts'

type Worked = Record<'followers' | 'likes' | 'reshares' | 'comments' | 'rate', number>
type Vectors = {
  engagement: Worked
  net_sentiment: Record<'positive' | 'negative' | 'total' | 'percent' | 'tolerance', number>
  cost: Record<'total' | 'new_subscribers' | 'sales' | 'revenue' | 'per_subscriber' | 'per_sale' | 'roi', number>
}
const { found, skip } = vectors<Vectors>('statistics')

test('the worked engagement, sentiment and costs come out as published', { skip }, () => {
  if (!found) return
  const { rate, ...post } = found.engagement
  assert.equal(counted('engagement-by-followers', [post]), rate)
  const { positive, negative, total, percent, tolerance } = found.net_sentiment
  const net = counted('net-sentiment', [{ positive, negative, mentions: total }])
  assert.ok(Math.abs(net * 100 - percent) <= tolerance)
  const { cost } = found
  const row: Row = {
    cost: cost.total,
    newSubscribers: cost.new_subscribers,
    organicSubscribers: 0,
    sales: cost.sales,
    revenue: cost.revenue,
  }
  const values = (['cost-per-subscriber', 'cost-per-sale', 'return-on-investment'] as const).map((id) =>
    counted(id, [row]),
  )
  assert.deepEqual(values, [cost.per_subscriber, cost.per_sale, cost.roi])
})

test('a formula is written as it is counted', () => {
  const written: Partial<Record<FormulaId, string>> = {
    'engagement-by-followers': '(likes + reshares + comments) ÷ followers',
    'engagement-daily': '(likes + reshares + comments) ÷ (days × followers)',
    'follower-gain': 'followers − followersBefore',
    'return-on-investment': '(revenue − cost) ÷ cost',
    'cost-per-thousand': 'cost ÷ impressions × 1000',
    'cost-per-subscriber': 'cost ÷ (newSubscribers − organicSubscribers)',
    'answer-time-longest': '90 % quantile of answerMs',
  }
  for (const [id, math] of Object.entries(written)) assert.equal(mathOf(formulaOf(id as FormulaId)), math)
})

const small = { likes: 10, reshares: 0, comments: 0, reach: 20 }
const large = { likes: 50, reshares: 30, comments: 20, reach: 1_000 }

test('the ratio of sums follows the large post, the mean of ratios takes both alike', () => {
  const by = (way: Way) => counted('engagement-by-reach', [small, large], way)
  assert.ok(Math.abs(by('ratio-of-sums') - 110 / 1_020) < 1e-12)
  assert.ok(Math.abs(by('mean-of-ratios') - 0.3) < 1e-12)
  assert.ok(Math.abs(by('sum-of-ratios') - 0.6) < 1e-12)
})

test('of one post, all ways are the same', () => {
  for (const way of ['ratio-of-sums', 'mean-of-ratios', 'sum-of-ratios'] as const)
    assert.equal(counted('engagement-by-reach', [large], way), 0.1)
})

test('what a network does not tell is no zero: such posts are left out and counted', () => {
  const { comments: _, ...untold } = large
  assert.deepEqual(calculate(formulaOf('engagement-by-reach'), [large, untold]), { value: 0.1, rows: 1, without: 1 })
  assert.deepEqual(calculate(formulaOf('engagement-by-reach'), [untold]), { lacking: ['comments'] })
  assert.deepEqual(calculate(formulaOf('engagement-by-reach'), []), {
    lacking: inputsOf(formulaOf('engagement-by-reach')),
  })
})

test('nobody followed, so there is no rate; nobody was won beyond who came anyway, so there is no price', () => {
  const post = { likes: 3, reshares: 0, comments: 0, followers: 0 }
  for (const way of ['ratio-of-sums', 'mean-of-ratios'] as const)
    assert.deepEqual(calculate(formulaOf('engagement-by-followers'), [post], way), { nothing: ['followers'] })
  const row = { cost: 100, newSubscribers: 20, organicSubscribers: 30 }
  assert.deepEqual(calculate(formulaOf('cost-per-subscriber'), [row]), {
    nothing: ['newSubscribers', 'organicSubscribers'],
  })
})

test('half of the answers came at the median or sooner, nine of ten at the 90 % quantile', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100].map((minutes) => ({ answerMs: minutes * 60_000 }))
  assert.deepEqual([counted('answer-time', rows), counted('answer-time-longest', rows)], [360_000, 600_000])
})

test('numbers below nothing, and none at all, are refused at their row', () => {
  assert.throws(
    () =>
      counted('applause', [
        { likes: 1, posts: 1 },
        { likes: -1, posts: 1 },
      ]),
    /^RangeError: rows\.1\.likes/,
  )
  assert.throws(() => counted('applause', [{ likes: 1, posts: Number.NaN }]), /^RangeError: rows\.0\.posts/)
  assert.equal(counted('return-on-investment', [{ revenue: -50, cost: 50 }]), -2)
})

test('every formula has its own name, and every input is of some formula', () => {
  assert.equal(new Set(formulas.map(({ id }) => id)).size, formulas.length)
  const used = new Set(formulas.flatMap((one) => inputsOf(one)))
  assert.deepEqual(
    inputs.filter((one) => !used.has(one)),
    [],
  )
})

function counted(id: FormulaId, rows: Row[], way?: Way): number {
  const calculated = calculate(formulaOf(id), rows, way)
  return 'value' in calculated ? calculated.value : Number.NaN
}
