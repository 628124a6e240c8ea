import { type Reached, setsOf, sumsWithin } from './coalitions.ts'
import type { Counts, Path } from './path.ts'
import { sampleValues } from './sample-values.ts'
import { shapleyValues } from './shapley.ts'

/** Up to so many channels, the value by rate is exact; beyond, orders are drawn. */
export const exactChannels = 15

/** What a coalition of channels is worth: see `shareByShapley`. */
export type Worth = 'conversions' | 'rate'

/** `within`: how far each credit may be from the exact one, at 95 % for all at once; `errors`: standard errors of drawn orders. Absent: exact. */
export type Values = { credits: Float64Array; within?: Float64Array; errors?: Float64Array }

/**
 * Shapley's value of channels (Shao and Li 2011; Zhao, Mahboobi and Bagheri 2018). A coalition is worth
 * - by `conversions`: all that was converted on paths within it. Exact for any number of channels, since such a game is a sum
 *   of unanimity games: credit = Σ over paths of worth ÷ number of different channels on it.
 * - by `rate`: the share of people on paths within it that converted, times all people. It needs paths that came to nothing,
 *   and a channel that is met by those who leave may be credited with less than nothing.
 * No path may be without touches. `steps` bounds the work where orders are drawn.
 */
export function shareByShapley(
  paths: readonly Path[],
  channels: readonly string[],
  { worth, seed, steps }: { worth: Worth; seed: number; steps: number },
): (counts: Counts) => Values {
  const reachedBy = setsOf(paths, channels)
  return (counts) => {
    const reached = reachedBy(counts)
    if (worth === 'conversions') return { credits: evenly(reached, channels.length) }
    const people = reached.reduce((sum, one) => sum + one.people, 0)
    const scaled = (all: Float64Array) => all.map((one) => one * people)
    if (channels.length <= exactChannels) return { credits: scaled(shapleyValues(rates(reached, channels.length))) }
    const { values, within, errors } = sampleValues(reached, channels.length, { seed, steps })
    return { credits: scaled(values), within: scaled(within), errors: scaled(errors) }
  }
}

function evenly(reached: readonly Reached[], channels: number): Float64Array {
  const credits = new Float64Array(channels)
  for (const { members, worth } of reached)
    for (const member of members) credits[member] = (credits[member] ?? 0) + worth / members.length
  return credits
}

function rates(reached: readonly Reached[], channels: number): Float64Array {
  const worth = sumsWithin(reached, channels, (one) => one.worth)
  const people = sumsWithin(reached, channels, (one) => one.people)
  return worth.map((sum, coalition) => (people[coalition] ? sum / people[coalition] : 0))
}
