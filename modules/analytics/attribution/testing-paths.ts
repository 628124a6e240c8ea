import { type Chance, chanceFrom } from '../statistics/chance.ts'
import type { Path } from './path.ts'

/** Paths of any people: short and long, with channels met again, direct ones, none at all, worth something or nothing. */
export function anyPaths(seed: number, { channels = 6, count = 60, nulls = true } = {}): Path[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, (_, n) => {
    const touches = Array.from({ length: n % 17 === 0 ? 0 : lengthOf(chance) }, (_, at) => {
      const place = Math.min(chance.below(channels), chance.below(channels))
      return { channel: `c${place}`, ageMs: (40 - at) * 3e7, ...(place === 0 && { direct: true as const }) }
    })
    const conversions = chance.poisson(2)
    return {
      touches,
      conversions,
      value: conversions * Math.round(chance.share() * 10_000) * 0.01,
      nulls: nulls ? chance.poisson(5) : 0,
    }
  })
}

const lengthOf = ({ below }: Chance) => 1 + Math.min(below(30), below(12), below(30))

export const pathOf = (channels: string, conversions: number, nulls = 0): Path => ({
  touches: channels.split(' ').map((channel) => ({ channel })),
  conversions,
  nulls,
})
