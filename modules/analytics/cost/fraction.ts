/** An exact number, above ÷ below; `below` is positive and both have no common divisor. */
export type Fraction = { above: bigint; below: bigint }

export function fraction(above: bigint, below = 1n): Fraction {
  if (below === 0n) throw new RangeError('nothing can be divided by 0')
  const divisor = commonDivisor(above, below) * (below < 0n ? -1n : 1n)
  return { above: above / divisor, below: below / divisor }
}

/** Of a decimal as people and files write it: `-12`, `0.5`, `1.95583`; no exponents, no separators of thousands. Throws a RangeError. */
export function fractionOf(decimal: string): Fraction {
  const [, sign, whole = '', after = ''] = /^([-+]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(decimal.trim()) ?? []
  if (sign === undefined) throw new RangeError(`"${decimal}" is no decimal number`)
  const digits = BigInt(whole + after)
  return fraction(sign === '-' ? -digits : digits, 10n ** BigInt(after.length))
}

export const plus = (one: Fraction, other: Fraction) =>
  fraction(one.above * other.below + other.above * one.below, one.below * other.below)
export const times = (one: Fraction, other: Fraction) => fraction(one.above * other.above, one.below * other.below)
export const over = (one: Fraction, other: Fraction) => fraction(one.above * other.below, one.below * other.above)

/** To the nearest whole number; halves to the even one, so that many roundings lean to neither side. */
export function rounded({ above, below }: Fraction): bigint {
  const twice = 2n * above + below
  const floor = floorOf(twice, 2n * below)
  const isHalf = twice % (2n * below) === 0n
  return isHalf && floor % 2n !== 0n ? floor - 1n : floor
}

/** The nearest number of JavaScript, right to 15 digits. */
export function numberOf({ above, below }: Fraction): number {
  const shift = 10n ** 20n
  const [whole, rest] = [above / below, above % below]
  return Number(whole) + Number((rest * shift) / below) / 1e20
}

const floorOf = (above: bigint, below: bigint) => (above % below < 0n ? above / below - 1n : above / below)

function commonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
