/** ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1) from 10 on, below it by Γ(x + 1) = x Γ(x). */
export function logGamma(x: number): number {
  let [shifted, product] = [x, 1]
  for (; shifted < 10; shifted++) product *= shifted
  const inverse = 1 / (shifted * shifted)
  const series = stirling.reduceRight((sum, coefficient) => sum * inverse + coefficient, 0) / shifted
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + series - Math.log(product)
}

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI)
const stirling = [1 / 12, -1 / 360, 1 / 1_260, -1 / 1_680, 1 / 1_188, -691 / 360_360]

/**
 * ln Iₓ(a, b), the regularised incomplete beta function, for a, b > 0. `x` is given as ln x and ln(1 − x), so that
 * neither end loses its digits.
 */
export function logBeta(logX: number, logRest: number, a: number, b: number): number {
  if (logX === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY
  if (logRest === Number.NEGATIVE_INFINITY) return 0
  const x = Math.exp(logX)
  if (x < (a + 1) / (a + b + 2)) return Math.min(0, logSmall(logX, logRest, x, a, b))
  return Math.log1p(-Math.min(1, Math.exp(logSmall(logRest, logX, Math.exp(logRest), b, a))))
}

function logSmall(logX: number, logRest: number, x: number, a: number, b: number): number {
  const front = a * logX + b * logRest + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a)
  return front + Math.log(fraction(x, a, b))
}

/** The continued fraction DLMF 8.17.22, by Lentz's method; takes some √max(a, b) steps. */
function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 20_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / apart(1 + even * d)
    c = apart(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / apart(1 + odd * d)
    c = apart(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return value
}

const apart = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)
