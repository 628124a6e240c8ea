import { type Order, shareByRemoval } from './markov.ts'
import {
  type Counts,
  type Credits,
  channelsOf,
  checkPaths,
  countsOf,
  type Measure,
  type Path,
  totalOf,
  untouched,
} from './path.ts'
import { usualSteps } from './sample-values.ts'
import { shareAmongTouches, type TouchModel } from './share-among-touches.ts'
import { shareByShapley, type Values, type Worth } from './share-by-shapley.ts'

export type Model = TouchModel | { kind: 'markov'; order: Order } | { kind: 'shapley'; worth: Worth; seed?: number }

export type Shares = {
  credits: Credits
  /** By channel, how far the credit may be from the exact one, at 95 % for all channels at once. Absent: it is exact. */
  within?: ReadonlyMap<string, number>
  /** By channel, the standard error of a credit from drawn orders. */
  errors?: ReadonlyMap<string, number>
}

/**
 * What each channel is credited with by a model. The credits sum to the conversions (or to their value), to 9 digits; what
 * nothing led to is credited to `untouched`, by every model alike. Throws a RangeError naming the field that is wrong.
 */
export function attribute(paths: readonly Path[], model: Model, measure: Measure = 'conversions'): Shares {
  checkPaths(paths)
  const touched = paths.filter(({ touches }) => touches.length > 0)
  const channels = channelsOf(touched)
  const { credits, within, errors } = crediting(touched, channels, model)(countsOf(touched, measure))
  const named = (values: Float64Array) => new Map(channels.map((channel, n) => [channel, values[n] ?? 0]))
  const rest = totalOf(
    paths.filter(({ touches }) => touches.length === 0),
    measure,
  )
  return {
    credits: rest === 0 ? named(credits) : new Map([...named(credits), [untouched, rest]]),
    ...(within && { within: named(within) }),
    ...(errors && { errors: named(errors) }),
  }
}

/** A model made ready for paths that all have touches, to be asked for any counts along them. */
export function crediting(
  paths: readonly Path[],
  channels: readonly string[],
  model: Model,
  steps = usualSteps,
): (counts: Counts) => Values {
  if (model.kind === 'shapley')
    return shareByShapley(paths, channels, { worth: model.worth, seed: model.seed ?? 1, steps })
  const credit =
    model.kind === 'markov' ? shareByRemoval(paths, channels, model.order) : shareAmongTouches(paths, channels, model)
  return (counts) => ({ credits: credit(counts) })
}

export const sumOf = (credits: Credits) => [...credits.values()].reduce((sum, one) => sum + one, 0)
