import { type Chance, chanceFrom } from '../statistics/chance.ts'
import { type Interval, quantile } from '../statistics/interval.ts'
import { attribute, crediting, type Model } from './attribute.ts'
import { type Counts, channelsOf, countsOf, type Measure, type Path, sumAll, totalOf } from './path.ts'

export type Compared = {
  channel: string
  /** One for each model, in their order. */
  byModel: {
    credit: number
    /** Of everything, in [0, 1] but for rates, which may be below 0. */
    share: number
    /** Of the share, at 95 %; null where the paths are too few to be drawn from. */
    interval: Interval | null
    /** Of this share minus the first model's, at 95 %. Without 0 in it, the models disagree by more than chance. */
    besideFirst: Interval | null
  }[]
  /** The largest share by any model minus the smallest. */
  spread: number
}

export type Comparing = { models: readonly Model[]; measure?: Measure; seed?: number; draws?: number }

/** Fewer people than that, converted or not, make no interval. */
const fewestPeople = 20

/**
 * Models side by side, with intervals by the bootstrap: people are drawn anew, each of them as often as Poisson's
 * distribution of mean 1 tells (Chamandy et al. 2012), and all models see the same draw. Percentiles of 2.5 and 97.5.
 * Channels with the largest credit by the first model come first.
 */
export function compareModels(paths: readonly Path[], comparing: Comparing): Compared[] {
  const { models, measure = 'conversions', seed = 1, draws = 400 } = comparing
  if (models.length === 0) throw new RangeError('models: there is nothing to compare')
  const found = models.map((model) => attribute(paths, model, measure).credits)
  const total = totalOf(paths, measure)
  const shares = (credits: ReadonlyMap<string, number>, channel: string, of: number) =>
    of === 0 ? 0 : (credits.get(channel) ?? 0) / of
  const channels = [...new Set(found.flatMap((credits) => [...credits.keys()]))]
  const people = paths.reduce((sum, { conversions, nulls = 0 }) => sum + conversions + nulls, 0)
  const drawn =
    people < fewestPeople || total === 0 ? [] : drawShares(paths, { models, measure, channels, seed, draws })
  const compared = channels.map((channel, n): Compared => {
    const byModel = found.map((credits, m) => ({
      credit: credits.get(channel) ?? 0,
      share: shares(credits, channel, total),
      interval: intervalOf(drawn, (draw) => draw[m]?.[n]),
      besideFirst: intervalOf(drawn, (draw) => (draw[m]?.[n] ?? 0) - (draw[0]?.[n] ?? 0)),
    }))
    const all = byModel.map(({ share }) => share)
    return { channel, byModel, spread: Math.max(...all) - Math.min(...all) }
  })
  return compared.sort(
    (a, b) => (b.byModel[0]?.credit ?? 0) - (a.byModel[0]?.credit ?? 0) || (a.channel < b.channel ? -1 : 1),
  )
}

type Drawing = { models: readonly Model[]; measure: Measure; channels: string[]; seed: number; draws: number }

/** Where orders are drawn as well, a draw of people gets this part of the work. */
const stepsOfDraw = 1e6

/** By draw, by model, by channel. A draw in which nothing was converted has no shares, and is not kept. */
function drawShares(paths: readonly Path[], { models, measure, channels, seed, draws }: Drawing): number[][][] {
  const chance = chanceFrom(seed)
  const all = countsOf(paths, measure)
  const touched = paths.flatMap(({ touches }, n) => (touches.length > 0 ? [n] : []))
  const known = touched.flatMap((n) => paths[n] ?? [])
  const met = channelsOf(known)
  const places = channels.map((channel) => met.indexOf(channel))
  const ready = models.map((model) => crediting(known, met, model, stepsOfDraw))
  const kept: number[][][] = []
  for (let n = 0; n < draws; n++) {
    const drawn = drawAgain(all, chance)
    const total = sumAll(drawn.worth)
    if (total === 0) continue
    const along = mapCounts(drawn, (counts) => Float64Array.from(touched, (path) => counts[path] ?? 0))
    const rest = total - sumAll(along.worth)
    kept.push(
      ready.map((credit) => {
        const { credits } = credit(along)
        return places.map((place) => (place < 0 ? rest : (credits[place] ?? 0)) / total)
      }),
    )
  }
  return kept
}

function drawAgain({ conversions, nulls, worth }: Counts, chance: Chance): Counts {
  const drawn = conversions.map((count) => (count > 0 ? chance.poisson(count) : 0))
  return {
    conversions: drawn,
    nulls: nulls.map((count) => (count > 0 ? chance.poisson(count) : 0)),
    worth: worth.map((one, n) => (one * (drawn[n] ?? 0)) / (conversions[n] || 1)),
  }
}

const mapCounts = ({ conversions, nulls, worth }: Counts, map: (counts: Float64Array) => Float64Array): Counts => ({
  conversions: map(conversions),
  nulls: map(nulls),
  worth: map(worth),
})

function intervalOf(drawn: number[][][], of: (draw: number[][]) => number | undefined): Interval | null {
  if (drawn.length === 0) return null
  const values = drawn.map((draw) => of(draw) ?? 0)
  return [quantile(values, 0.025), quantile(values, 0.975)]
}
