import type { Path } from '../../modules/analytics/index.ts'
import { chanceFrom } from '../../modules/analytics/index.ts'

/** People who met the brand one to twelve times on some of its channels, a few of whom bought; one path a person. */
export function madePaths(people: number, channels: number, seed: number): Path[] {
  const chance = chanceFrom(seed)
  const pulls = Array.from({ length: channels }, () => 0.01 + 0.05 * chance.share())
  return Array.from({ length: people }, () => {
    const touches = Array.from({ length: 1 + Math.min(chance.below(12), chance.below(12)) }, () =>
      Math.min(chance.below(channels), chance.below(channels)),
    )
    const stays = touches.reduce((share, place) => share * (1 - (pulls[place] ?? 0)), 1)
    const bought = chance.share() > stays ? 1 : 0
    return {
      touches: touches.map((place) => ({ channel: `channel ${place}` })),
      conversions: bought,
      value: bought * (5 + chance.below(95)),
      nulls: 1 - bought,
    }
  })
}
