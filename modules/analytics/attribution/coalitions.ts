import type { Counts, Path } from './path.ts'

/** All paths through the same channels, in whatever order and however often. */
export type Reached = { members: number[]; worth: number; people: number }

/** Sorts paths by the set of their channels; then counts what each set brought. `members` are places in `channels`, rising. */
export function setsOf(paths: readonly Path[], channels: readonly string[]): (counts: Counts) => Reached[] {
  const places = new Map(channels.map((channel, n) => [channel, n]))
  const [sets, known] = [[] as number[][], new Map<string, number>()]
  const setOf = Int32Array.from(paths, ({ touches }) => {
    const members = [...new Set(touches.map(({ channel }) => places.get(channel) ?? 0))].sort((a, b) => a - b)
    const key = members.join()
    const set = known.get(key) ?? sets.push(members) - 1
    known.set(key, set)
    return set
  })
  return ({ conversions, nulls, worth }) => {
    const reached = sets.map((members): Reached => ({ members, worth: 0, people: 0 }))
    for (let n = 0; n < setOf.length; n++) {
      const one = reached[setOf[n] ?? 0]
      if (!one) continue
      one.worth += worth[n] ?? 0
      one.people += (conversions[n] ?? 0) + (nulls[n] ?? 0)
    }
    return reached
  }
}

/** For each coalition of that many channels, the sum of `of` over all that was reached within it. */
export function sumsWithin(reached: readonly Reached[], channels: number, of: (one: Reached) => number): Float64Array {
  const sums = new Float64Array(2 ** channels)
  for (const one of reached) {
    const coalition = one.members.reduce((bits, member) => bits | (1 << member), 0)
    sums[coalition] = (sums[coalition] ?? 0) + of(one)
  }
  for (let bit = 1; bit < sums.length; bit *= 2)
    for (let coalition = 0; coalition < sums.length; coalition++)
      if (coalition & bit) sums[coalition] = (sums[coalition] ?? 0) + (sums[coalition ^ bit] ?? 0)
  return sums
}
