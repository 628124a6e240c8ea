import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anomaliesIn } from './anomalies.ts'
import { bootstrapInterval } from './bootstrap.ts'
import { chanceFrom } from './chance.ts'
import { cheapestStates } from './cheapest-states.ts'
import { holds } from './interval.ts'
import { burstsOfBatches, burstsOfMoments } from './kleinberg.ts'
import { robustZ } from './robust-z.ts'
import { rosnerOutliers } from './rosner.ts'
import { shrink } from './shrink.ts'
import { differenceInterval, wilsonInterval } from './wilson.ts'

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

test('of shares that are known, Wilson’s interval holds some 95 in 100', () => {
  const chance = chanceFrom(3)
  let held = 0
  for (let n = 0; n < 4_000; n++) {
    const share = 0.02 + 0.9 * chance.share()
    const successes = Array.from({ length: 60 }, () => (chance.share() < share ? 1 : 0)).reduce<number>(
      (a, b) => a + b,
      0,
    )
    if (holds(wilsonInterval(successes, 60), share)) held++
  }
  assert.ok(held > 3_720 && held < 3_880, `${held} of 4000`)
})

test('two shares differ when the interval of their difference is without 0', () => {
  const [low, high] = differenceInterval({ successes: 56, trials: 70 }, { successes: 48, trials: 80 })
  assert.ok(Math.abs(low - 0.0524) < 1e-4 && Math.abs(high - 0.3339) < 1e-4, `${low} ${high}`)
  assert.deepEqual(differenceInterval({ successes: 0, trials: 0 }, { successes: 1, trials: 2 }), [-1, 1])
})

test('of skewed values, the bootstrap holds the mean about as often as it says', () => {
  const chance = chanceFrom(12)
  let held = 0
  for (let n = 0; n < 300; n++) {
    const values = Array.from({ length: 40 }, () => Math.exp(chance.normal() * 0.6))
    const found = bootstrapInterval(values, mean, { seed: n, draws: 400 })
    if (found && holds(found, Math.exp(0.18))) held++
  }
  assert.ok(held >= 268 && held <= 294, `${held} of 300`)
})

test('the same seed draws the same interval; too few rows draw none', () => {
  const values = [1, 4, 2, 8, 5, 7]
  assert.deepEqual(bootstrapInterval(values, mean, { seed: 1 }), bootstrapInterval(values, mean, { seed: 1 }))
  assert.equal(bootstrapInterval([1, 2, 3], mean, { seed: 1 }), null)
  assert.deepEqual(bootstrapInterval([2, 2, 2, 2, 2], mean, { seed: 1 }), [2, 2])
})

test('a group of which little is known lies near the mean of all, one well known where it was measured', () => {
  const estimates = [0, 0.1, -0.1, 0.2, -0.2, 0.05].map((value) => ({ value, variance: 0.005 }))
  const { groups, mean: middle } = shrink([...estimates, { value: 1, variance: 0.4 }, { value: 0.4, variance: 0.0001 }])
  const [rare, known] = groups.slice(-2)
  assert.ok(rare && rare.value < 0.25 && rare.trust < 0.2 && holds(rare.interval, 0))
  assert.ok(known && known.value > 0.395 && known.trust > 0.99 && middle < 0.2)
})

test('groups that differ no more than chance are all the same', () => {
  const { spread, groups, mean: middle } = shrink([0.1, -0.1, 0.05, -0.02].map((value) => ({ value, variance: 0.04 })))
  assert.equal(spread, 0)
  for (const { value } of groups) assert.ok(Math.abs(value - middle) < 1e-12)
})

test('of groups that are known, the shrunk intervals hold some 95 in 100', () => {
  const chance = chanceFrom(21)
  let [held, all] = [0, 0]
  for (let n = 0; n < 200; n++) {
    const truths = Array.from({ length: 10 }, () => 0.3 * chance.normal())
    const estimates = truths.map((truth) => {
      const variance = 0.01 + 0.3 * chance.share()
      return { value: truth + Math.sqrt(variance) * chance.normal(), variance }
    })
    for (const [g, { interval }] of shrink(estimates).groups.entries()) {
      all++
      if (holds(interval, truths[g] ?? 0)) held++
    }
  }
  assert.ok(held / all > 0.93 && held / all < 0.985, `${held} of ${all}`)
})

test('values that are all the same have no outliers, and one that is not is found', () => {
  assert.deepEqual(rosnerOutliers([5, 5, 5, 5, 5, 5, 5], 2).places, [])
  assert.deepEqual(rosnerOutliers([...Array.from({ length: 30 }, (_, n) => n % 5), 90], 5).places, [30])
})

test('the robust z of one value does not hide behind its own deviation', () => {
  const z = robustZ([10, 11, 9, 10, 12, 8, 1_000])
  assert.ok((z[6] ?? 0) > 500 && Math.abs(z[0] ?? 9) < 0.1)
  assert.deepEqual(robustZ([4, 4, 4]), [0, 0, 0])
  assert.ok((robustZ([4, 4, 4, 4, 9])[4] ?? 0) > 3.5)
})

test('the cheapest states are those that trying all of them finds', () => {
  const chance = chanceFrom(6)
  for (let n = 0; n < 40; n++) {
    const [moments, states, climb] = [6, 3, chance.share()]
    const costs = Array.from({ length: moments * states }, () => chance.share())
    const cost = (moment: number, state: number) => costs[moment * states + state] ?? 0
    const whole = (way: ArrayLike<number>) => {
      let [sum, before] = [0, 0]
      for (let moment = 0; moment < moments; moment++) {
        const state = way[moment] ?? 0
        sum += cost(moment, state) + Math.max(0, state - before) * climb
        before = state
      }
      return sum
    }
    let least = Number.POSITIVE_INFINITY
    for (let code = 0; code < states ** moments; code++)
      least = Math.min(
        least,
        whole(Array.from({ length: moments }, (_, at) => Math.floor(code / states ** at) % states)),
      )
    assert.ok(Math.abs(whole(cheapestStates(moments, states, cost, climb)) - least) < 1e-12)
  }
})

test('moments that come close upon each other are a burst, and closer ones a burst within it', () => {
  const slow = Array.from({ length: 20 }, (_, n) => n * 100)
  const quick = Array.from({ length: 30 }, (_, n) => 2_000 + n * 10)
  const quickest = Array.from({ length: 30 }, (_, n) => 2_300 + n * 0.5)
  const later = Array.from({ length: 20 }, (_, n) => 2_400 + n * 100)
  const found = burstsOfMoments([...later, ...slow, ...quick, ...quickest])
  const [outer] = found
  assert.ok(
    outer && outer.level === 1 && Math.abs(outer.first - 19) <= 2 && Math.abs(outer.last - 80) <= 2,
    JSON.stringify(outer),
  )
  const inner = found.findLast(({ level }) => level >= 4)
  assert.ok(inner && inner.first >= 49 && inner.last <= 80 && inner.weight > 0)
  assert.deepEqual(burstsOfMoments(slow), [])
  assert.deepEqual([burstsOfMoments([1, 2]), burstsOfMoments([3, 3, 3, 3])], [[], []])
})

test('a share that doubles for some days is a burst of those days; more talk of everything is none', () => {
  const day = (n: number) => ({ of: n >= 20 && n < 26 ? 60 : 10, total: 500 })
  const [burst, ...more] = burstsOfBatches(Array.from({ length: 60 }, (_, n) => day(n)))
  assert.deepEqual([burst?.first, burst?.last, burst?.level], [20, 25, 1])
  assert.ok(more.every(({ first, last }) => first >= 20 && last <= 25))
  const busy = Array.from({ length: 60 }, (_, n) =>
    n >= 20 && n < 26 ? { of: 60, total: 3_000 } : { of: 10, total: 500 },
  )
  assert.deepEqual(burstsOfBatches(busy), [])
  assert.deepEqual(
    burstsOfBatches([
      { of: 0, total: 0 },
      { of: 0, total: 9 },
    ]),
    [],
  )
})

test('what is usual for Saturdays is strange on a Tuesday', () => {
  const chance = chanceFrom(9)
  const series = Array.from({ length: 84 }, (_, n) => (n % 7 >= 5 ? 300 : 100) + n + 8 * chance.normal())
  assert.deepEqual(anomaliesIn(series, { period: 7 }), [])
  series[43] = 300
  series[61] = 60
  assert.deepEqual(
    anomaliesIn(series, { period: 7 })?.map(({ place }) => place),
    [43, 61],
  )
})

test('of a hundred quiet quarters, few have a strange day', () => {
  const chance = chanceFrom(19)
  const quiet = () => Array.from({ length: 90 }, (_, n) => (n % 7 >= 5 ? 60 : 100) + n / 3 + 8 * chance.normal())
  const alarmed = Array.from({ length: 100 }, quiet).filter((one) => anomaliesIn(one, { period: 7 })?.length)
  assert.ok(alarmed.length <= 12, `${alarmed.length}`)
})

test('gaps are no zeros, and a short series knows no season', () => {
  const chance = chanceFrom(10)
  const series = Array.from({ length: 60 }, (_, n) => (n % 9 === 4 ? null : 100 + 5 * chance.normal()))
  assert.deepEqual(anomaliesIn(series, { period: 7 }), [])
  assert.equal(anomaliesIn(series.slice(0, 20), { period: 7 }), undefined)
})

test('what is no number, no chance and no count is refused', () => {
  assert.throws(() => wilsonInterval(5, 4), /successes/)
  assert.throws(() => wilsonInterval(-1, 4), /successes/)
  assert.throws(() => wilsonInterval(0, Number.NaN), /trials/)
  assert.throws(() => shrink([{ value: 1, variance: 0 }]), /estimates\.0/)
  assert.throws(() => rosnerOutliers([1, 2, 3], 1), /values/)
  assert.throws(() => rosnerOutliers([1, 2, 3, 4, 5], 3), /most/)
  assert.throws(() => robustZ([1, Number.NaN]), /values/)
  assert.throws(() => burstsOfMoments([1, 2, 3], { scale: 1 }), /scale/)
  assert.throws(() => burstsOfMoments([1, 2, 3], { gamma: 0 }), /gamma/)
  assert.throws(() => burstsOfBatches([{ of: 3, total: 2 }]), /batches\.0/)
  assert.throws(() => anomaliesIn([1, 2], { period: 0.5 }), /period/)
})
