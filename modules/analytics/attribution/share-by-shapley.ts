import { type Reached, reachedBy, sumsWithin } from './coalitions.ts'
import type { Credits, Measure, Path } from './path.ts'
import { sampleValues } from './sample-values.ts'
import { shapleyValues } from './shapley.ts'

/** Up to so many channels, the value by rate is exact; beyond, orders are drawn. */
export const exactChannels = 15

/** What a coalition of channels is worth: see `shareByShapley`. */
export type Worth = 'conversions' | 'rate'

export type Shares = {
  credits: Credits
  /** By channel, how far the credit may be from the exact one, at 95 % for all channels at once. Absent: it is exact. */
  within?: ReadonlyMap<string, number>
  /** By channel, the standard error of a credit from drawn orders. */
  errors?: ReadonlyMap<string, number>
}

/**
 * Shapley's value of channels (Shao and Li 2011; Zhao, Mahboobi and Bagheri 2018). A coalition is worth
 * - by `conversions`: all that was converted on paths within it. Exact for any number of channels, since such a game is a sum
 *   of unanimity games: credit = Σ over paths of worth ÷ number of different channels on it.
 * - by `rate`: the share of people on paths within it that converted, times all people. It needs paths that came to nothing,
 *   and a channel that is met by those who leave may be credited with less than nothing.
 * No path may be without touches.
 */
export function shareByShapley(paths: readonly Path[], worth: Worth, measure: Measure, seed: number): Shares {
  const { channels, reached } = reachedBy(paths, measure)
  if (worth === 'conversions') return { credits: evenly(channels, reached) }
  if (channels.length > exactChannels) return drawn(channels, reached, seed)
  const values = shapleyValues(rates(reached, channels.length))
  const people = reached.reduce((sum, one) => sum + one.people, 0)
  return { credits: new Map(channels.map((channel, n) => [channel, (values[n] ?? 0) * people])) }
}

function evenly(channels: string[], reached: readonly Reached[]): Credits {
  const credits = new Map(channels.map((channel): [string, number] => [channel, 0]))
  for (const { members, worth } of reached)
    for (const member of members) {
      const channel = channels[member] ?? ''
      credits.set(channel, (credits.get(channel) ?? 0) + worth / members.length)
    }
  return credits
}

function rates(reached: readonly Reached[], channels: number): Float64Array {
  const worth = sumsWithin(reached, channels, (one) => one.worth)
  const people = sumsWithin(reached, channels, (one) => one.people)
  return worth.map((sum, coalition) => (people[coalition] ? sum / people[coalition] : 0))
}

function drawn(channels: string[], reached: readonly Reached[], seed: number): Shares {
  const { values, within, errors } = sampleValues(reached, channels.length, seed)
  const people = reached.reduce((sum, one) => sum + one.people, 0)
  const scaled = (all: Float64Array) => new Map(channels.map((channel, n) => [channel, (all[n] ?? 0) * people]))
  return { credits: scaled(values), within: scaled(within), errors: scaled(errors) }
}
