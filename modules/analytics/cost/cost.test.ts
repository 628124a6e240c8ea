import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceFrom } from '../statistics/chance.ts'
import { vectors } from '../testing/vectors.ts'
import { fraction, fractionOf, numberOf, over, plus, rounded, times } from './fraction.ts'
import { decimalOf, decimalsOf, type Money, money, splitMoney } from './money.ts'
import { costPerSubscriber, organicGrowth } from './organic-growth.ts'
import { type DatedRate, ratesFrom } from './rates.ts'
import { costPer, returnOnAdSpend, returnOnInvestment } from './returns.ts'
import { type Cost, convert, totalCost } from './total-cost.ts'

type Worked = Record<
  | ('blogger' | 'ads' | 'sample' | 'staff_hours' | 'hour' | 'new_subscribers' | 'sales' | 'revenue')
  | ('total' | 'per_subscriber' | 'per_sale' | 'roi'),
  number
>
const { found, skip } = vectors<{ cost: Worked }>('statistics')
const euro = (amount: string | number) => money(`${amount}`, 'EUR')
const on = '2026-11-02'
const noRates = ratesFrom([])

test('the worked case of a campaign comes out to the cent', { skip }, () => {
  if (!found) return
  const one = found.cost
  const costs: Cost[] = [
    { kind: 'blogger', on, amount: euro(one.blogger) },
    { kind: 'ads', on, amount: euro(one.ads) },
    { kind: 'sample', on, amount: euro(one.sample) },
    { kind: 'staff', on, hours: `${one.staff_hours}`, anHour: euro(one.hour) },
  ]
  const summed = totalCost(costs, 'EUR', noRates)
  assert.ok('total' in summed)
  const { total, byKind } = summed
  assert.deepEqual([total, byKind.staff], [euro(one.total), euro(one.staff_hours * one.hour)])
  assert.deepEqual(costPer(total, one.new_subscribers), euro(one.per_subscriber))
  assert.deepEqual(costPer(total, one.sales), euro(one.per_sale))
  assert.equal(returnOnInvestment(euro(one.revenue), total), one.roi)
})

test('money is read and told to the last coin, whatever the coins of its currency', () => {
  for (const [text, currency] of [
    ['12.50', 'EUR'],
    ['-0.05', 'EUR'],
    ['1200', 'JPY'],
    ['0.125', 'TND'],
    ['99999999999999999.99', 'USD'],
  ])
    assert.equal(decimalOf(money(text ?? '', currency ?? '')), text)
  assert.deepEqual([decimalsOf('EUR'), decimalsOf('JPY'), decimalsOf('TND')], [2, 0, 3])
})

test('what is no amount and no currency is refused', () => {
  for (const text of ['', '1e3', '1,5', '12.345', 'NaN', '1 000', '0x10', '.5'])
    assert.throws(() => euro(text), RangeError)
  for (const currency of ['XYZ', 'eur', '']) assert.throws(() => money('1', currency), /^RangeError: currency/)
})

test('fractions lose nothing, and halves are rounded to the even side', () => {
  const third = fraction(1n, 3n)
  assert.deepEqual(plus(plus(third, third), third), fraction(1n))
  assert.deepEqual(times(fractionOf('0.1'), fractionOf('3')), fractionOf('0.3'))
  assert.deepEqual(
    ['0.5', '1.5', '2.5', '-0.5', '-1.5', '2.51', '-2.51'].map((text) => rounded(fractionOf(text))),
    [0n, 2n, 2n, 0n, -2n, 3n, -3n],
  )
  assert.equal(numberOf(over(fraction(-2n), fraction(3n))), -2 / 3)
  assert.throws(() => over(third, fraction(0n)), RangeError)
})

test('shares of money sum to it, to the last coin', () => {
  assert.deepEqual(splitMoney(euro('100.00'), [1, 1, 1]).map(decimalOf), ['33.34', '33.33', '33.33'])
  assert.deepEqual(splitMoney(euro('-0.01'), [0, 1]).map(decimalOf), ['0.00', '-0.01'])
  const chance = chanceFrom(4)
  for (let n = 0; n < 300; n++) {
    const whole: Money = { minor: BigInt(chance.below(2 ** 31)) - 2n ** 30n, currency: 'EUR' }
    const parts = splitMoney(
      whole,
      Array.from({ length: 1 + chance.below(20) }, () => chance.share() ** 9 + 1e-9),
    )
    assert.equal(
      parts.reduce((sum, { minor }) => sum + minor, 0n),
      whole.minor,
    )
  }
  for (const weights of [[], [0], [-1, 2], [Number.NaN]]) assert.throws(() => splitMoney(euro(1), weights), RangeError)
})

const rates: DatedRate[] = [
  { from: 'EUR', to: 'USD', on: '2026-11-02', rate: '1.10' },
  { from: 'EUR', to: 'USD', on: '2026-11-05', rate: '1.20' },
  { from: 'EUR', to: 'JPY', on: '2026-11-04', rate: '160' },
]

test('each cost is taken at the rate of its day, either way round, or by way of a third currency', () => {
  const rateOn = ratesFrom(rates)
  const dollars = (day: string) => decimalOf(converted(euro(100), 'USD', day))
  assert.deepEqual(['2026-11-02', '2026-11-04', '2026-11-05', '2026-11-09'].map(dollars), [
    '110.00',
    '110.00',
    '120.00',
    '120.00',
  ])
  assert.equal(decimalOf(converted(money('110', 'USD'), 'EUR', '2026-11-03')), '100.00')
  assert.equal(decimalOf(converted(money('12', 'USD'), 'JPY', '2026-11-05')), '1600')
  function converted(amount: Money, to: string, day: string): Money {
    const here = convert(amount, to, day, rateOn)
    assert.ok('minor' in here)
    return here
  }
})

test('a rate that is not known yet, or is too old, is told to be missing; it is never guessed', () => {
  const rateOn = ratesFrom(rates)
  const missing = { missing: 'rate', from: 'EUR', to: 'USD' }
  for (const day of ['2026-11-01', '2026-12-01']) assert.deepEqual(rateOn('EUR', 'USD', day), { ...missing, on: day })
  const costs: Cost[] = [
    { kind: 'ads', on: '2026-11-03', amount: money('10', 'USD') },
    { kind: 'ads', on: '2026-10-03', amount: money('10', 'USD') },
    { kind: 'tool', on: '2026-10-03', amount: money('3', 'USD') },
  ]
  assert.deepEqual(totalCost(costs, 'EUR', rateOn), {
    missing: [{ missing: 'rate', from: 'USD', to: 'EUR', on: '2026-10-03' }],
  })
})

test('many small foreign costs are rounded once, not each', () => {
  const costs = Array.from(
    { length: 1_000 },
    (): Cost => ({ kind: 'ads', on: '2026-11-03', amount: money('0.01', 'USD') }),
  )
  const summed = totalCost(costs, 'EUR', ratesFrom(rates))
  assert.ok('total' in summed && decimalOf(summed.total) === '9.09')
})

test('rates and days that are none are refused', () => {
  const [rate] = rates
  assert.ok(rate)
  for (const bad of [
    { rate: '0' },
    { rate: '-1' },
    { rate: 'x' },
    { on: '2026-02-30' },
    { on: 'today' },
    { to: 'ABC' },
  ])
    assert.throws(() => ratesFrom([{ ...rate, ...bad }]), RangeError)
  assert.throws(() => totalCost([{ kind: 'staff', on, hours: '-1', anHour: euro(20) }], 'EUR', noRates), /hours/)
})

test('where nothing was got or spent, there is no price and no return', () => {
  assert.deepEqual([costPer(euro(10), 0), costPer(euro(10), -2)], [null, null])
  assert.deepEqual([returnOnInvestment(euro(10), euro(0)), returnOnAdSpend(euro(10), euro(0))], [null, null])
  assert.deepEqual([returnOnInvestment(euro(0), euro(10)), returnOnAdSpend(euro(40), euro(10))], [-1, 4])
  assert.throws(() => returnOnInvestment(euro(1), money('1', 'USD')), /currency/)
  assert.throws(() => costPer(euro(1), Number.NaN), /count/)
})

test('a credit of two and a half sales has its price', () => {
  assert.equal(decimalOf(costPer(euro(100), 2.5) ?? euro(0)), '40.00')
})

test('who would have come anyway was not bought', () => {
  const before = Array.from({ length: 28 }, (_, n) => (n === 9 ? 400 : 2 + (n % 3)))
  const organic = organicGrowth(before, 10)
  assert.ok('expected' in organic && Math.abs(organic.expected - 30) < 1)
  const { brought, cost, interval } = costPerSubscriber(euro(620), 154, { expected: 30, interval: [24, 36] })
  assert.deepEqual([brought, cost], [124, euro('5.00')])
  assert.deepEqual(
    interval.map((one) => one && decimalOf(one)),
    ['4.77', '5.25'],
  )
  assert.equal(costPerSubscriber(euro(620), 20, { expected: 30, interval: [24, 36] }).cost, null)
  assert.deepEqual(organicGrowth([1, null, 2], 10), { missing: 'days', known: 2, needed: 14 })
})
