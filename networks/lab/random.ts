/** A reproducible stream of numbers in [0, 1): the same seed gives the same stream on every machine (mulberry32). */
export type Random = {
  next: () => number
  below: (limit: number) => number
  pick: <T>(from: readonly T[]) => T
  hex: (length: number) => string
}

export function randomFrom(seed: string): Random {
  let state = hashOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from')
    return from[below(from.length)] as T
  }
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
  return { next, below, pick, hex }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}
