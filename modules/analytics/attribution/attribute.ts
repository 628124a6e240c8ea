import { type Order, shareByRemoval } from './markov.ts'
import { type Credits, checkPaths, type Measure, type Path, totalOf, untouched } from './path.ts'
import { shareAmongTouches, type TouchModel } from './share-among-touches.ts'
import { type Shares, shareByShapley, type Worth } from './share-by-shapley.ts'

export type Model = TouchModel | { kind: 'markov'; order: Order } | { kind: 'shapley'; worth: Worth; seed?: number }

/**
 * What each channel is credited with by a model. The credits sum to the conversions (or to their value), to 9 digits; what
 * nothing led to is credited to `untouched`, by every model alike. Throws a RangeError naming the field that is wrong.
 */
export function attribute(paths: readonly Path[], model: Model, measure: Measure = 'conversions'): Shares {
  checkPaths(paths)
  const touched = paths.filter(({ touches }) => touches.length > 0)
  const rest = totalOf(
    paths.filter(({ touches }) => touches.length === 0),
    measure,
  )
  const { credits, ...more } = sharesBy(touched, model, measure)
  return { credits: rest === 0 ? credits : new Map([...credits, [untouched, rest]]), ...more }
}

function sharesBy(paths: Path[], model: Model, measure: Measure): Shares {
  if (model.kind === 'markov') return { credits: shareByRemoval(paths, model.order, measure) }
  if (model.kind === 'shapley') return shareByShapley(paths, model.worth, measure, model.seed ?? 1)
  return { credits: shareAmongTouches(paths, model, measure) }
}

export const sumOf = (credits: Credits) => [...credits.values()].reduce((sum, one) => sum + one, 0)
