import type { Crediting, Path, Touch } from './path.ts'

/** Models that look at one path at a time: which share of it each touch has. */
export type TouchModel =
  | { kind: 'first' }
  | { kind: 'last' }
  | { kind: 'last-non-direct' }
  | { kind: 'linear' }
  | { kind: 'position'; first: number; last: number }
  | { kind: 'time-decay'; halfLifeMs: number }

/** credit(channel) = Σ over paths of worth(path) × Σ of the shares of its touches there. No path may be without touches. */
export function shareAmongTouches(paths: readonly Path[], channels: readonly string[], model: TouchModel): Crediting {
  checkModel(model)
  const places = new Map(channels.map((channel, n) => [channel, n]))
  const touched = Int32Array.from(paths.flatMap(({ touches }) => touches.map((one) => places.get(one.channel) ?? 0)))
  const shares = Float64Array.from(
    paths.flatMap(({ touches, conversions }) => (conversions > 0 ? sharesOf(touches, model) : touches.map(() => 0))),
  )
  return ({ worth }) => {
    const credits = new Float64Array(channels.length)
    let at = 0
    for (const [n, { touches }] of paths.entries())
      for (const end = at + touches.length; at < end; at++) {
        const place = touched[at] ?? 0
        credits[place] = (credits[place] ?? 0) + (worth[n] ?? 0) * (shares[at] ?? 0)
      }
    return credits
  }
}

/** Throws a RangeError that names the setting. */
function checkModel(model: TouchModel): void {
  if (model.kind === 'time-decay' && !(model.halfLifeMs > 0 && model.halfLifeMs < Number.POSITIVE_INFINITY))
    throw new RangeError(`halfLifeMs: ${model.halfLifeMs} is no length of time`)
  if (model.kind !== 'position') return
  const { first, last } = model
  for (const [name, share] of Object.entries({ first, last }))
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${name}: ${share} is no share`)
  if (first + last > 1 + 1e-12) throw new RangeError('last: together with the first, it is more than everything')
}

/** One share for each touch, summing to 1. */
function sharesOf(touches: readonly Touch[], model: TouchModel): number[] {
  const end = touches.length - 1
  switch (model.kind) {
    case 'first':
      return only(touches, 0)
    case 'last':
      return only(touches, end)
    case 'last-non-direct':
      return only(touches, lastNonDirect(touches))
    case 'linear':
      return touches.map(() => 1 / touches.length)
    case 'position':
      return byPosition(touches, model)
    case 'time-decay':
      return byAge(touches, model.halfLifeMs)
  }
}

const only = (touches: readonly Touch[], at: number) => touches.map((_, n) => (n === at ? 1 : 0))

/** The last touch, where all are direct. */
function lastNonDirect(touches: readonly Touch[]): number {
  const found = touches.findLastIndex(({ direct }) => !direct)
  return found < 0 ? touches.length - 1 : found
}

/** What the ends leave is spread evenly over those between them; where nobody is between, over the ends as they stand. */
function byPosition(touches: readonly Touch[], { first, last }: { first: number; last: number }): number[] {
  if (touches.length === 1) return [1]
  if (touches.length === 2) {
    const ends = first + last
    return ends > 0 ? [first / ends, last / ends] : [0.5, 0.5]
  }
  const between = (1 - first - last) / (touches.length - 2)
  return touches.map((_, n) => (n === 0 ? first : n === touches.length - 1 ? last : between))
}

/** weight = 2^(−age ÷ half-life). Ages count from the youngest touch, so that old paths do not vanish. */
function byAge(touches: readonly Touch[], halfLifeMs: number): number[] {
  const ages = touches.map(({ ageMs, channel }) => {
    if (ageMs === undefined)
      throw new RangeError(`ageMs: it is not known how long before the conversion "${channel}" was`)
    return ageMs
  })
  const youngest = ages.reduce((least, age) => Math.min(least, age), Number.POSITIVE_INFINITY)
  const weights = ages.map((age) => 2 ** ((youngest - age) / halfLifeMs))
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map((one) => one / sum)
}
