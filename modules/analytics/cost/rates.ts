import { type Fraction, fraction, fractionOf, over, times } from './fraction.ts'
import { decimalsOf } from './money.ts'

/** One `from` is `rate` of `to`, from that day (`2026-11-23`) until the next one that is told. */
export type DatedRate = { from: string; to: string; on: string; rate: string }

export type NoRate = { missing: 'rate'; from: string; to: string; on: string }

/** A rate told longer ago is no longer taken for today's: banks publish daily, and pause for some days at most. */
const oldestDays = 14
const dayMs = 86_400_000

/**
 * What one currency was in another on a day: the latest rate of that day or before, told one way or the other, or by way of
 * one third currency (the younger way wins; then the direct one). Exact. Throws a RangeError for a rate, a day or a currency
 * that is none.
 */
export function ratesFrom(told: readonly DatedRate[]): (from: string, to: string, on: string) => Fraction | NoRate {
  const pairs = sortedPairs(told)
  const currencies = [...new Set(told.flatMap(({ from, to }) => [from, to]))].sort()
  const direct = (from: string, to: string, day: number) => latestBy(pairs.get(`${from} ${to}`) ?? [], day)
  return (from, to, on) => {
    decimalsOf(from)
    decimalsOf(to)
    const day = dayOf(on, 'on')
    if (from === to) return fraction(1n)
    let best = direct(from, to, day)
    for (const third of currencies) {
      const [first, second] = [direct(from, third, day), direct(third, to, day)]
      if (!first || !second) continue
      const way = { day: Math.min(first.day, second.day), rate: times(first.rate, second.rate) }
      if (!best || way.day > best.day) best = way
    }
    return best ? best.rate : { missing: 'rate', from, to, on }
  }
}

type OnDay = { day: number; rate: Fraction }

/** Each rate both ways, the latest first; of two on one day the one told later. */
function sortedPairs(told: readonly DatedRate[]): Map<string, OnDay[]> {
  const pairs = new Map<string, OnDay[]>()
  const add = (pair: string, one: OnDay) => pairs.set(pair, [one, ...(pairs.get(pair) ?? [])])
  for (const [n, { from, to, on, rate }] of told.entries()) {
    decimalsOf(from)
    decimalsOf(to)
    const [day, exact] = [dayOf(on, `rates.${n}.on`), fractionOf(rate)]
    if (exact.above <= 0n) throw new RangeError(`rates.${n}.rate: ${rate} is no rate`)
    add(`${from} ${to}`, { day, rate: exact })
    add(`${to} ${from}`, { day, rate: over(fraction(1n), exact) })
  }
  for (const all of pairs.values()) all.sort((a, b) => b.day - a.day)
  return pairs
}

const latestBy = (all: readonly OnDay[], day: number) =>
  all.find((one) => one.day <= day && one.day >= day - oldestDays)

function dayOf(on: string, path: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Date.parse(`${on}T00:00Z`) : Number.NaN
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== on)
    throw new RangeError(`${path}: "${on}" is no day`)
  return moment / dayMs
}
