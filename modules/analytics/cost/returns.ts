import { fraction, numberOf, over } from './fraction.ts'
import { type Money, roundedMoney } from './money.ts'

/** cost ÷ count, to the smallest coin. `count` may be a part, as attribution credits. Null where nothing was got: no price can be told. */
export function costPer(cost: Money, count: number): Money | null {
  if (!Number.isFinite(count)) throw new RangeError(`count: ${count} is no count`)
  if (count <= 0) return null
  return roundedMoney(over(fraction(cost.minor), exactly(count)), cost.currency)
}

/** (revenue − cost) ÷ cost; 1 is 100 %. Null where nothing was spent. Both in one currency. */
export function returnOnInvestment(revenue: Money, cost: Money): number | null {
  checkSame(revenue, cost)
  return cost.minor > 0n ? numberOf(fraction(revenue.minor - cost.minor, cost.minor)) : null
}

/** revenue ÷ what the ads cost. Null where no ads were paid for. Both in one currency. */
export function returnOnAdSpend(revenue: Money, ads: Money): number | null {
  checkSame(revenue, ads)
  return ads.minor > 0n ? numberOf(fraction(revenue.minor, ads.minor)) : null
}

function checkSame(one: Money, other: Money): void {
  if (one.currency !== other.currency)
    throw new RangeError(`currency: ${one.currency} and ${other.currency} cannot be held against each other`)
}

/** A double is a fraction of a power of two. */
function exactly(count: number) {
  let [value, below] = [count, 1n]
  for (; !Number.isInteger(value); below *= 2n) value *= 2
  return fraction(BigInt(value), below)
}
