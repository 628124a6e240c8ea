import type { Interval } from '../statistics/interval.ts'
import { contrast, expectedOf, type Weights } from '../statistics/mixed-counts.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { type ContentFit, fitContent, type Seen, type Trait } from './fit-content.ts'
import { checkShaped, type Dimension, dimensions, type ShapedPost } from './shape.ts'

/**
 * `times`: how many times the engagement of the network's usual post such a post has, all else being equal; drawn towards 1 as
 * far as it is unsure. `works` and `works-less` only where the interval at 95 % leaves 1 out and the evidence suffices.
 */
export type TraitEffect = {
  dimension: Dimension
  value: string
  posts: number
  /** Engagements ÷ exposure of these posts as they stand: the ratio of sums. */
  rate: number
} & (
  | { verdict: 'works' | 'works-less' | 'no-difference'; times: number; interval: Interval }
  | { verdict: 'too-few'; lacks: Lack }
)

export type Lack = { what: 'posts' | 'weeks' | 'others'; have: number; needed: number }

/**
 * The rule of least evidence. Nothing is told of a network with fewer than 20 posts, nor of a value with fewer than 8, or in
 * fewer than 3 different weeks, or beside fewer than 8 posts without it: three lucky posts are no winner.
 */
export const evidence = { networkPosts: 20, posts: 8, weeks: 3, others: 8 } as const

/** A reason is a trait whose own effect is sure; `own`: what no trait explains. */
export type Reason = { dimension: Dimension; value: string; times: number; interval: Interval }
export type Standing = {
  id: string
  /** Beside the usual post of the network, for as many people; drawn towards what its traits let expect as far as few people saw it. */
  times: number
  interval: Interval
  reasons: Reason[]
  own: { times: number; interval: Interval; sure: boolean }
}

export type NetworkContent =
  | { enough: false; have: number; needed: number; left: number }
  /** `best` and `worst`: surely above and below the usual, the furthest first. `left`: posts whose exposure nobody told. */
  | { enough: true; posts: number; left: number; effects: TraitEffect[]; best: Standing[]; worst: Standing[] }

const mostShown = 5
const weekMs = 7 * 86_400_000
const z = normalQuantile(0.975)

/** What works, network by network. See docs/decisions/what-works.md. */
export function whatWorks(posts: readonly ShapedPost[]): Map<string, NetworkContent> {
  checkShaped(posts)
  const networks = [...new Set(posts.map(({ network }) => network))].sort()
  return new Map(networks.map((network) => [network, ofNetwork(posts.filter((post) => post.network === network))]))
}

function ofNetwork(all: readonly ShapedPost[]): NetworkContent {
  const posts = all.filter((post): post is Seen => post.exposure !== null && post.exposure > 0)
  const left = all.length - posts.length
  if (posts.length < evidence.networkPosts)
    return { enough: false, have: posts.length, needed: evidence.networkPosts, left }
  const fit = fitContent(posts)
  const reasons = reasonsOf(fit)
  const standings = fit.posts.map((_, n) => standingOf(fit, reasons, n))
  return {
    enough: true,
    posts: posts.length,
    left,
    effects: [...fit.traits.map((trait) => effectOf(fit, trait)), ...rareOf(posts, fit)].sort(byDimension),
    best: standings
      .filter(({ interval }) => interval[0] > 1)
      .sort((a, b) => b.times - a.times)
      .slice(0, mostShown),
    worst: standings
      .filter(({ interval }) => interval[1] < 1)
      .sort((a, b) => a.times - b.times)
      .slice(0, mostShown),
  }
}

function effectOf(fit: ContentFit, trait: Trait): TraitEffect {
  const { dimension, value, posts } = trait
  const told = { dimension, value, posts: posts.length, rate: rateOf(posts) }
  const lacks = lackOf(posts, fit.posts.length)
  if (lacks) return { ...told, verdict: 'too-few', lacks }
  const { times, interval } = beside(fit, trait)
  const verdict = interval[0] > 1 ? 'works' : interval[1] < 1 ? 'works-less' : 'no-difference'
  return { ...told, verdict, times, interval }
}

function lackOf(posts: readonly ShapedPost[], all: number): Lack | undefined {
  const weeks = new Set(posts.map(({ at }) => Math.floor(at.getTime() / weekMs))).size
  const counts: [Lack['what'], number][] = [
    ['posts', posts.length],
    ['weeks', weeks],
    ['others', all - posts.length],
  ]
  const lacking = counts.find(([what, have]) => have < evidence[what])
  return lacking && { what: lacking[0], have: lacking[1], needed: evidence[lacking[0]] }
}

/** Values that are too rare for the model are told to be so, with what the rarest that is told has. */
function rareOf(posts: readonly Seen[], fit: ContentFit): TraitEffect[] {
  return dimensions.flatMap((dimension) => {
    const told = fit.traits.filter((one) => one.dimension === dimension)
    const known = new Set(told.map(({ value }) => value))
    const rare = new Set(posts.flatMap((post) => post.traits[dimension] ?? []).filter((value) => !known.has(value)))
    const fewest = told.reduce((least, one) => Math.min(least, one.posts.length), Number.POSITIVE_INFINITY)
    return [...rare].map((value): TraitEffect => {
      const having = posts.filter((post) => post.traits[dimension]?.includes(value))
      const needed = having.length < evidence.posts ? evidence.posts : fewest + 1
      const lacks: Lack = { what: 'posts', have: having.length, needed }
      return { dimension, value, posts: having.length, rate: rateOf(having), verdict: 'too-few', lacks }
    })
  })
}

function byDimension(a: TraitEffect, b: TraitEffect): number {
  const timesOf = (one: TraitEffect) => ('times' in one ? one.times : 0)
  return (
    dimensions.indexOf(a.dimension) - dimensions.indexOf(b.dimension) ||
    timesOf(b) - timesOf(a) ||
    (a.value < b.value ? -1 : 1)
  )
}

const rateOf = (posts: readonly ShapedPost[]) =>
  posts.reduce((sum, { engagements }) => sum + engagements, 0) /
  posts.reduce((sum, { exposure }) => sum + (exposure ?? 0), 0)

function beside({ fitted, usually }: ContentFit, { dimension, column }: Trait): { times: number; interval: Interval } {
  return timesOf(contrast(fitted, minus([column], usually.get(dimension))))
}

function minus(own: number[], usual: Weights = { columns: [], weights: [] }): Weights {
  return {
    columns: [...own, ...usual.columns],
    weights: [...own.map(() => 1), ...usual.weights.map((weight) => -weight)],
  }
}

function timesOf({ mean, deviation }: { mean: number; deviation: number }): { times: number; interval: Interval } {
  return { times: Math.exp(mean), interval: [Math.exp(mean - z * deviation), Math.exp(mean + z * deviation)] }
}

/** By column, what its trait is a reason for; undefined where that is not sure, or the evidence does not suffice. */
function reasonsOf(fit: ContentFit): (Reason | undefined)[] {
  return fit.traits.map((trait) => {
    if (lackOf(trait.posts, fit.posts.length)) return undefined
    const { times, interval } = beside(fit, trait)
    const sure = interval[0] > 1 || interval[1] < 1
    return sure ? { dimension: trait.dimension, value: trait.value, times, interval } : undefined
  })
}

/**
 * A post's own part is the mean of its gamma: (count + 1 ÷ φ) ÷ (expected + 1 ÷ φ), with the deviation 1 ÷ √(count + 1 ÷ φ) in
 * logarithms; what its traits add stands beside the usual of each dimension.
 */
function standingOf(fit: ContentFit, reasons: (Reason | undefined)[], n: number): Standing {
  const [post, observed] = [fit.posts[n], fit.observed[n]]
  if (!post || !observed) throw new RangeError(`posts: there is no ${n}`)
  const having = observed.on.columns.flatMap((column) => fit.traits[column] ?? [])
  const traits = contrast(
    fit.fitted,
    together(having.map((one) => minus([one.column], fit.usually.get(one.dimension)))),
  )
  const certain = 1 / fit.fitted.dispersion
  const own = {
    mean: Math.log((observed.count + certain) / (expectedOf(fit.fitted, observed) + certain)),
    deviation: 1 / Math.sqrt(observed.count + certain),
  }
  const ownTold = timesOf(own)
  const sure = ownTold.interval[0] > 1 || ownTold.interval[1] < 1
  const why = having.flatMap(({ column }) => reasons[column] ?? [])
  return {
    id: post.id,
    ...timesOf({ mean: traits.mean + own.mean, deviation: Math.hypot(traits.deviation, own.deviation) }),
    reasons: why.sort((a, b) => Math.abs(Math.log(b.times)) - Math.abs(Math.log(a.times))),
    own: { ...ownTold, sure },
  }
}

const together = (all: readonly Weights[]): Weights => ({
  columns: all.flatMap(({ columns }) => columns),
  weights: all.flatMap(({ weights }) => weights),
})
