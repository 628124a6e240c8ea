import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Chance, chanceFrom } from '../statistics/chance.ts'
import { holds } from '../statistics/interval.ts'
import { forecastDays } from './forecast.ts'
import type { DayValue } from './increments.ts'
import { type Goal, judgeGoal } from './judge-goal.ts'

const first = Date.UTC(2026, 8, 1)
const day = (n: number) => new Date(first + n * 86_400_000).toISOString().slice(0, 10)
const sales = (count: number, of: (n: number) => number | null): DayValue[] =>
  Array.from({ length: count }, (_, n) => ({ on: day(n), value: of(n) }))
const goal: Goal = { kind: 'sum', target: 600, from: day(30), until: day(89) }

test('ten a day are on the way to six hundred in two months when more are hoped for than needed', () => {
  const chance = chanceFrom(1)
  const found = judgeGoal(
    goal,
    sales(60, () => chance.poisson(12)),
    day(59),
  )
  assert.ok(found.verdict === 'on-the-way' && found.chance > 0.9 && found.daysLeft === 30)
  assert.ok(holds(found.interval, 720) && Math.abs(found.usualADay - 12) < 2 && found.neededADay < 10)
  assert.ok(Math.abs(found.elapsed - 0.5) < 1e-12)
})

test('half as many as needed are behind, as many as needed are uncertain', () => {
  const chance = chanceFrom(2)
  assert.equal(
    judgeGoal(
      goal,
      sales(60, () => chance.poisson(5)),
      day(59),
    ).verdict,
    'behind',
  )
  const even = judgeGoal(
    goal,
    sales(60, (n) => 8 + ((n * 7) % 5)),
    day(59),
  )
  assert.equal(even.verdict, 'uncertain')
})

test('what weekends bring is not taken for every day', () => {
  const weekly = sales(58, (n) => (new Date(first + n * 86_400_000).getUTCDay() % 6 === 0 ? 40 : 4))
  const found = judgeGoal({ ...goal, until: day(59) }, weekly, day(57))
  assert.ok(found.verdict !== 'unknown' && 'forecast' in found)
  assert.ok(found.usualADay < 12, `${found.usualADay}`)
})

test('a following that grows, and complaints that fall, are goals as well', () => {
  const level: Goal = { kind: 'level', target: 1_500, start: 1_000, from: day(0), until: day(99) }
  const chance = chanceFrom(3)
  let followers = 1_000
  const grown = sales(50, () => (followers += chance.poisson(7)))
  assert.equal(judgeGoal(level, grown, day(49)).verdict, 'on-the-way')
  let complaints = 90
  const fallen = sales(50, () => (complaints += chance.poisson(1) - 1.2))
  const found = judgeGoal({ ...level, start: 90, target: 85 }, fallen, day(49))
  assert.ok(found.verdict === 'on-the-way' || found.verdict === 'uncertain')
  assert.equal(judgeGoal({ ...level, start: 90, target: 0 }, fallen, day(49)).verdict, 'behind')
})

test('a term that has not begun, is over, or was met before its end is told so', () => {
  const many = sales(100, () => 10)
  assert.deepEqual(judgeGoal(goal, many, day(10)), { verdict: 'not-begun' })
  assert.equal(judgeGoal({ ...goal, target: 600 }, many, day(95)).verdict, 'met')
  assert.equal(judgeGoal({ ...goal, target: 601 }, many, day(95)).verdict, 'missed')
  assert.equal(judgeGoal({ ...goal, target: 50 }, many, day(36)).verdict, 'met')
})

test('too few days behind forecast nothing', () => {
  const found = judgeGoal(
    { ...goal, from: day(0) },
    sales(10, () => 5),
    day(9),
  )
  assert.deepEqual(
    { ...found, elapsed: 0 },
    { verdict: 'unknown', known: 10, needed: 14, reached: 50, progress: 50 / 600, elapsed: 0 },
  )
})

test('days nobody counted are no zeros; a level is known over the gap', () => {
  const gaps = sales(60, (n) => (n % 3 === 0 ? null : 10))
  const found = judgeGoal(goal, gaps, day(59))
  assert.ok('usualADay' in found && Math.abs(found.usualADay - 10) < 0.01)
  const level = judgeGoal(
    { kind: 'level', target: 900, start: 0, from: day(0), until: day(89) },
    sales(60, (n) => (n % 3 ? null : n * 10)),
    day(59),
  )
  assert.ok('usualADay' in level && Math.abs(level.usualADay - 10) < 0.01)
})

test('of forecasts of days whose makers are known, some 95 in 100 hold what came', () => {
  const chance = chanceFrom(14)
  let held = 0
  for (let n = 0; n < 600; n++) {
    const [mean, weekend, along] = [2 + 30 * chance.share(), 0.4 + chance.share(), 0.4 * chance.share()]
    const [behind, ahead] = [21 + chance.below(60), 7 + chance.below(50)]
    const all = madeDays(chance, behind + ahead, { mean, weekend, along })
    const came = all.slice(behind).reduce((sum, one) => sum + one, 0)
    const found = forecastDays(new Map(all.slice(0, behind).map((one, at) => [at, one])), behind, behind + ahead - 1)
    if (found && holds(found.interval, came)) held++
  }
  assert.ok(held / 600 > 0.92 && held / 600 < 0.985, `${held} of 600`)
})

test('what is no day, no target and no number is refused at its field', () => {
  const bad: [Goal, DayValue[], string, RegExp][] = [
    [{ ...goal, target: 0 }, [], day(40), /^RangeError: target/],
    [{ ...goal, target: Number.NaN }, [], day(40), /target/],
    [{ ...goal, until: day(1) }, [], day(40), /until/],
    [{ ...goal, from: '2026-02-30' }, [], day(40), /from/],
    [goal, [], 'now', /today/],
    [goal, [{ on: 'x', value: 1 }], day(40), /days\.0\.on/],
    [goal, [{ on: day(31), value: Number.POSITIVE_INFINITY }], day(40), /days\.0\.value/],
  ]
  for (const [one, days, today, message] of bad) assert.throws(() => judgeGoal(one, days, today), message)
})

/** Days that stray more than Poisson's, with their weekends, and with luck that lasts. */
function madeDays(
  chance: Chance,
  count: number,
  { mean, weekend, along }: Record<'mean' | 'weekend' | 'along', number>,
): number[] {
  let luck = 0
  return Array.from({ length: count }, (_, n) => {
    luck = along * luck + 0.25 * chance.normal()
    return chance.poisson(mean * ((n + 3) % 7 >= 5 ? weekend : 1) * Math.exp(luck))
  })
}
