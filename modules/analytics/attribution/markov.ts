import { type Chain, chainAlong } from './chain.ts'
import { chanceOfConversion } from './chance-of-conversion.ts'
import { type Crediting, channelsOf, checkPaths, countsOf, type Path, sumAll } from './path.ts'

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
 * enter a removed channel is lost. Paths without touches are left out.
 */
export function removalEffects(paths: readonly Path[], order: Order): Removal {
  checkPaths(paths)
  const touched = paths.filter(({ touches }) => touches.length > 0)
  const channels = channelsOf(touched)
  const chain = chainAlong(touched, channels, order)(countsOf(touched, 'conversions'))
  const { chance, effects } = effectsIn(chain)
  return { chance, effects: new Map(channels.map((channel, place) => [channel, effects[place] ?? 0])) }
}

/** credit(channel) = total × removal effect ÷ Σ removal effects. */
export function shareByRemoval(paths: readonly Path[], channels: readonly string[], order: Order): Crediting {
  const along = chainAlong(paths, channels, order)
  return (counts) => {
    const { effects } = effectsIn(along(counts))
    const [sum, total] = [sumAll(effects), sumAll(counts.worth)]
    return effects.map((effect) => (sum === 0 ? 0 : (total * effect) / sum))
  }
}

function effectsIn(chain: Chain): { chance: number; effects: Float64Array } {
  const chance = chanceOfConversion(chain)
  const effects = Float64Array.from({ length: chain.channels }, (_, place) =>
    chance === 0 ? 0 : Math.min(1, Math.max(0, 1 - chanceOfConversion(chain, place) / chance)),
  )
  return { chance, effects }
}
