import { type Fraction, fraction, fractionOf, rounded, times } from './fraction.ts'

/** An amount in the smallest unit of its currency (cents; yen), never a fraction of it. May be negative: a refund. */
export type Money = { minor: bigint; currency: string }

const currencies = new Set(Intl.supportedValuesOf('currency'))
const digits = new Map<string, number>()

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for TND. Throws a RangeError for what is no currency of ISO 4217. */
export function decimalsOf(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  if (!currencies.has(currency)) throw new RangeError(`currency: "${currency}" is no currency`)
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  digits.set(currency, maximumFractionDigits)
  return maximumFractionDigits
}

/** Of a decimal such as `12.50`. Throws a RangeError for more decimals than the currency has: money is not rounded unasked. */
export function money(decimal: string, currency: string): Money {
  const minor = times(fractionOf(decimal), fraction(10n ** BigInt(decimalsOf(currency))))
  if (minor.below !== 1n) throw new RangeError(`amount: ${currency} has no such small coins as ${decimal} asks for`)
  return { minor: minor.above, currency }
}

/** `12.50`, as `money` reads it back. */
export function decimalOf({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency)
  const text = `${minor < 0n ? -minor : minor}`.padStart(decimals + 1, '0')
  const [whole, after] = [text.slice(0, text.length - decimals), text.slice(text.length - decimals)]
  return `${minor < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${after}` : ''}`
}

/** Of an exact amount in the smallest unit. */
export const roundedMoney = (minor: Fraction, currency: string): Money => ({ minor: rounded(minor), currency })

/**
 * Shares of an amount that sum to it to the last coin: each is rounded down, and the coins that are left go to the largest
 * remainders (Hamilton's method), the earlier first. Weights are 0 or more and not all 0.
 */
export function splitMoney({ minor, currency }: Money, weights: readonly number[]): Money[] {
  if (!weights.every((one) => one >= 0 && one < Number.POSITIVE_INFINITY))
    throw new RangeError('weights: some are none')
  const whole = weights.reduce((sum, one) => sum + one, 0)
  if (!(whole > 0)) throw new RangeError('weights: nobody has any')
  const scale = 2 ** 53
  const exact = weights.map((one) => BigInt(Math.round((one / whole) * scale)))
  const sum = exact.reduce((all, one) => all + one, 0n)
  const [sign, amount] = minor < 0n ? [-1n, -minor] : [1n, minor]
  const shares = exact.map((one, place) => ({ place, coins: (amount * one) / sum, rest: (amount * one) % sum }))
  let left = amount - shares.reduce((all, { coins }) => all + coins, 0n)
  for (const share of shares.toSorted((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1))) {
    if (left <= 0n) break
    share.coins++
    left--
  }
  return shares.map(({ coins }) => ({ minor: sign * coins, currency }))
}
