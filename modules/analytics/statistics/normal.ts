/** Φ(z), the standard normal distribution: its series (DLMF 7.6.2) near 0, the continued fraction of its tail (DLMF 7.9.3) further out. */
export function normalShare(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  if (Math.abs(z) < 4) return 0.5 + density(z) * series(z)
  const tail = density(z) / fraction(Math.abs(z))
  return z < 0 ? tail : 1 - tail
}

/** The z with Φ(z) = share; ±∞ at 0 and 1. Hastings' start (Abramowitz and Stegun 26.2.23), sharpened by Halley's steps. */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share`)
  if (share > 0.5) return -normalQuantile(1 - share)
  if (share === 0) return Number.NEGATIVE_INFINITY
  const t = Math.sqrt(-2 * Math.log(share))
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let step = 0; step < 3; step++) {
    const off = (normalShare(z) - share) / density(z)
    z -= off / (1 + (off * z) / 2)
  }
  return z
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

function series(z: number): number {
  let [term, sum] = [z, z]
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return sum
}

function fraction(z: number): number {
  let value = z
  for (let n = 60; n >= 1; n--) value = z + n / value
  return value
}
