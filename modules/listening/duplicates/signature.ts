import type { Body } from './body.ts'

/** Bands × rows; why these, see docs/decisions/near-duplicates.md. */
export const bands = 16
export const rows = 4
export const values = bands * rows

/**
 * The MinHash of a body: of each of 64 random orders of all words, the low 16 bits of its first. Two are alike in as
 * many of them as their sets of words overlap (Jaccard). 128 bytes; the same on every machine, so it may be stored.
 */
export function signatureOf({ words }: Body, into: Uint16Array = new Uint16Array(values)): Uint16Array {
  least.fill(0xffff_ffff)
  for (const word of words) {
    const mixed = mix(word)
    for (let n = 0; n < values; n++) {
      const product = Math.imul(mixed ^ (shifts[n] ?? 0), factors[n] ?? 0)
      const value = (product ^ (product >>> 15)) >>> 0
      if (value < (least[n] ?? 0)) least[n] = value
    }
  }
  for (let n = 0; n < values; n++) into[n] = least[n] ?? 0
  return into
}

/** What to look a signature up by: near-duplicates share at least one of these, nearly always. */
export function bandKeys(signature: Uint16Array): bigint[] {
  return Array.from({ length: bands }, (_, band) => {
    const key = [0, 1, 2, 3].reduce((sum, row) => (sum << 16n) | BigInt(signature[band * rows + row] ?? 0), 0n)
    return BigInt.asIntN(64, key)
  })
}

/** How many of the values two signatures share. */
export function alike(one: Uint16Array, other: Uint16Array): number {
  let count = 0
  for (let n = 0; n < values; n++) if (one[n] === other[n]) count++
  return count
}

const least = new Uint32Array(values)
const shifts = new Int32Array(values)
const factors = new Int32Array(values)
for (let n = 0; n < values; n++) {
  shifts[n] = mix(2 * n + 1)
  factors[n] = mix(0x9e3779b9 + n) | 1
}

/** The finaliser of MurmurHash3 (public domain): each bit of the answer hangs on each bit of the question. */
function mix(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}
