import { channelsOf, type Measure, type Path, worthOf } from './path.ts'

/** All paths through the same channels, in whatever order and however often. */
export type Reached = { members: number[]; worth: number; people: number }

/** Paths by the set of their channels. `members` are places in `channels`, rising. */
export function reachedBy(paths: readonly Path[], measure: Measure): { channels: string[]; reached: Reached[] } {
  const channels = channelsOf(paths)
  const places = new Map(channels.map((channel, n) => [channel, n]))
  const sets = new Map<string, Reached>()
  for (const path of paths) {
    const members = [...new Set(path.touches.map(({ channel }) => places.get(channel) ?? 0))].sort((a, b) => a - b)
    const key = members.join()
    const set = sets.get(key) ?? { members, worth: 0, people: 0 }
    set.worth += worthOf(path, measure)
    set.people += path.conversions + (path.nulls ?? 0)
    sets.set(key, set)
  }
  return { channels, reached: [...sets.values()] }
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
