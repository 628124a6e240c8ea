import { logGamma } from '../../../kernel/incomplete-beta.ts'

/** A stream of chances; the same seed gives the same stream on every machine. */
export type Chance = {
  /** In [0, 1), in steps of 2⁻³². */
  share: () => number
  /** A whole number from 0 up to `end`, not of it. */
  below: (end: number) => number
  /** Of the standard normal distribution. */
  normal: () => number
  /** How often something happens of which `mean` are usual. */
  poisson: (mean: number) => number
}

/** sfc32 (Doty-Humphrey, PractRand): 128 bits of state, so that long resampling never comes round. */
export function chanceFrom(seed: number): Chance {
  const share = smallFast(seed)
  const below = (end: number) => Math.floor(share() * end)
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())
  const poisson = (mean: number) => (mean < 12 ? fewOf(mean, share) : manyOf(mean, share))
  return { share, below, normal, poisson }
}

function smallFast(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, Math.floor(seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let n = 0; n < 15; n++) next()
  return next
}

/** By products of shares (Knuth, TAOCP 3.4.1). */
function fewOf(mean: number, share: () => number): number {
  let [count, product] = [0, share()]
  for (const limit = Math.exp(-mean); product > limit; count++) product *= share()
  return count
}

/** Hörmann's PTRS: transformed rejection (Insurance: Mathematics and Economics 12, 1993). */
function manyOf(mean: number, share: () => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  for (;;) {
    const u = share() - 0.5
    const v = 1 - share()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    const accepted = Math.log((v * inverseAlpha) / (a / (us * us) + b))
    if (accepted <= count * Math.log(mean) - mean - logGamma(count + 1)) return count
  }
}
