import { type Fraction, fraction, fractionOf, plus, times } from './fraction.ts'
import { decimalsOf, type Money, roundedMoney } from './money.ts'
import type { NoRate } from './rates.ts'

export type CostKind = 'ads' | 'blogger' | 'prize' | 'sample' | 'tool' | 'staff' | 'other'

/** What was spent on a day (`2026-11-23`): an amount, or hours at what one costs (`1.5` hours at 20.00). */
export type Cost = { kind: CostKind; on: string } & ({ amount: Money } | { hours: string; anHour: Money })

export type RateOn = (from: string, to: string, on: string) => Fraction | NoRate

export type Totalled = { total: Money; byKind: Partial<Record<CostKind, Money>> }

/**
 * All costs in one currency, each at the rate of its own day. Summed exactly and rounded once, so the kinds may sum to a coin
 * more or less than the total. Costs for which no rate is known make no total, and are told, each once.
 */
export function totalCost(costs: readonly Cost[], currency: string, rateOn: RateOn): Totalled | { missing: NoRate[] } {
  decimalsOf(currency)
  const missing = new Map<string, NoRate>()
  const sums = new Map<CostKind, Fraction>()
  let total = fraction(0n)
  for (const cost of costs) {
    const spent = spentBy(cost)
    const rate = rateOn(spent.currency, currency, cost.on)
    if ('missing' in rate) {
      missing.set(`${rate.from} ${rate.on}`, rate)
      continue
    }
    const here = times(times(spent.minor, rate), coinsBetween(spent.currency, currency))
    sums.set(cost.kind, plus(sums.get(cost.kind) ?? fraction(0n), here))
    total = plus(total, here)
  }
  if (missing.size > 0) return { missing: [...missing.values()] }
  const byKind = Object.fromEntries([...sums].map(([kind, sum]) => [kind, roundedMoney(sum, currency)]))
  return { total: roundedMoney(total, currency), byKind }
}

/** An amount in another currency at the rate of a day, rounded to its smallest coin. */
export function convert({ minor, currency }: Money, to: string, on: string, rateOn: RateOn): Money | NoRate {
  const rate = rateOn(currency, to, on)
  if ('missing' in rate) return rate
  return roundedMoney(times(times(fraction(minor), rate), coinsBetween(currency, to)), to)
}

function spentBy(cost: Cost): { minor: Fraction; currency: string } {
  if ('amount' in cost) return { minor: fraction(cost.amount.minor), currency: cost.amount.currency }
  const hours = fractionOf(cost.hours)
  if (hours.above < 0n) throw new RangeError(`hours: ${cost.hours} is no time that was worked`)
  return { minor: times(hours, fraction(cost.anHour.minor)), currency: cost.anHour.currency }
}

/** A yen is one coin, a euro a hundred. */
const coinsBetween = (from: string, to: string) =>
  fraction(10n ** BigInt(decimalsOf(to)), 10n ** BigInt(decimalsOf(from)))
