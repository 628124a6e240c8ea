import type { Interval } from '../statistics/interval.ts'
import { farOut, robustZ } from '../statistics/robust-z.ts'
import { studentQuantile } from '../statistics/student.ts'
import type { Money } from './money.ts'
import { costPer } from './returns.ts'

/** Fewer days before tell nothing of what comes by itself. */
export const fewestDays = 14

export type Organic = { expected: number; interval: Interval }
export type NoOrganic = { missing: 'days'; known: number; needed: number }

/**
 * How many subscribers would have come in so many days anyway: days × the mean net growth of the days before (`null`: not
 * known), without those 3.5 robust deviations away, which had reasons of their own. Interval at 95 %, from their deviation s:
 * ± t s √(m + m² ÷ n) for m days ahead and n before.
 */
export function organicGrowth(before: readonly (number | null)[], days: number): Organic | NoOrganic {
  if (!(days >= 0 && days < 1e5)) throw new RangeError(`days: ${days} is no number of days`)
  const known = before.filter((one) => one !== null)
  if (!known.every(Number.isFinite)) throw new RangeError('before: some are no numbers')
  if (known.length < fewestDays) return { missing: 'days', known: known.length, needed: fewestDays }
  const z = robustZ(known)
  const usual = known.filter((_, n) => Math.abs(z[n] ?? 0) <= farOut)
  const mean = usual.reduce((sum, one) => sum + one, 0) / usual.length
  const variance = usual.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (usual.length - 1)
  const reach = studentQuantile(0.975, usual.length - 1) * Math.sqrt(variance * (days + days ** 2 / usual.length))
  return { expected: mean * days, interval: [mean * days - reach, mean * days + reach] }
}

export type PerSubscriber = {
  /** Gained beyond what would have come anyway. */
  brought: number
  /** Null where nobody was brought. */
  cost: Money | null
  /** The dearer end is null where it may be that nobody was brought. */
  interval: readonly [cheapest: Money | null, dearest: Money | null]
}

/** Cost of a subscriber net of organic growth: cost ÷ (gained − organic). A growth that would have been negative counts as none. */
export function costPerSubscriber(cost: Money, gained: number, organic: Organic): PerSubscriber {
  const net = (grown: number) => gained - Math.max(0, grown)
  const [least, most] = organic.interval
  return {
    brought: net(organic.expected),
    cost: costPer(cost, net(organic.expected)),
    interval: [costPer(cost, net(least)), costPer(cost, net(most))],
  }
}
