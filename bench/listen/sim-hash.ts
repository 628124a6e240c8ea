import type { Post } from '../../modules/listening/index.ts'
import { readBody } from '../../modules/listening/index.ts'

/** Charikar's SimHash of 64 bits over words, near at 3 bits or fewer, found by the four quarters of which one is equal. */
export class SimHashWindow {
  private readonly quarters = Array.from({ length: 4 }, () => new Map<number, number[]>())
  private readonly hashes: [number, number][] = []
  private readonly ids: string[] = []

  add(id: string, post: Post): string | null {
    const body = readBody(post)
    if (!body) return null
    const hash = hashOf(body.words)
    for (const [n, key] of quartersOf(hash).entries())
      for (const place of this.quarters[n]?.get(key) ?? [])
        if (bitsBetween(hash, this.hashes[place] ?? [0, 0]) <= 3) return this.ids[place] ?? null
    for (const [n, key] of quartersOf(hash).entries()) {
      const places = this.quarters[n]?.get(key)
      if (places) places.push(this.ids.length)
      else this.quarters[n]?.set(key, [this.ids.length])
    }
    this.hashes.push(hash)
    this.ids.push(id)
    return null
  }
}

function hashOf(words: Int32Array): [number, number] {
  const sums = new Int32Array(64)
  for (const word of words)
    for (const half of [0, 1]) {
      const bits = mix(word ^ (half * 0x9e3779b9))
      for (let n = 0; n < 32; n++) sums[half * 32 + n] = (sums[half * 32 + n] ?? 0) + ((bits >>> n) & 1 ? 1 : -1)
    }
  const half = (from: number) =>
    sums.subarray(from, from + 32).reduce((bits, sum, n) => bits | (sum > 0 ? 1 << n : 0), 0)
  return [half(0), half(32)]
}

const quartersOf = ([one, other]: [number, number]) => [one & 0xffff, one >>> 16, other & 0xffff, other >>> 16]
const bitsBetween = (one: [number, number], other: [number, number]) =>
  ones(one[0] ^ other[0]) + ones(one[1] ^ other[1])

function ones(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

function mix(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}
