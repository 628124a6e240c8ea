import { chainOf } from './chain.ts'
import { chanceOfConversion } from './chance-of-conversion.ts'
import { type Credits, channelsOf, type Measure, type Path, totalOf } from './path.ts'

export type Order = 1 | 2 | 3

export type Removal = {
  /** P(converted) of somebody who sets out, as the chain has it. */
  chance: number
  /** By channel: 1 − P(converted without it) ÷ P(converted), in [0, 1]. 0 where nobody converted. */
  effects: ReadonlyMap<string, number>
}

/**
 * What would be lost without each channel (Anderl, Becker, von Wangenheim and Schumann, 2016, “Mapping the customer
 * journey”): paths are a Markov chain of that order from the start to a conversion or to nothing, and whoever would
 * enter a removed channel is lost.
 */
export function removalEffects(paths: readonly Path[], order: Order): Removal {
  const chain = chainOf(paths, channelsOf(paths), order)
  const chance = chanceOfConversion(chain)
  const effects = chain.channels.map((channel, place): [string, number] => {
    if (chance === 0) return [channel, 0]
    return [channel, Math.min(1, Math.max(0, 1 - chanceOfConversion(chain, place) / chance))]
  })
  return { chance, effects: new Map(effects) }
}

/** credit(channel) = total × removal effect ÷ Σ removal effects. */
export function shareByRemoval(paths: readonly Path[], order: Order, measure: Measure): Credits {
  const { effects } = removalEffects(paths, order)
  const sum = [...effects.values()].reduce((all, one) => all + one, 0)
  const total = totalOf(paths, measure)
  return new Map([...effects].map(([channel, effect]) => [channel, sum === 0 ? 0 : (total * effect) / sum]))
}
