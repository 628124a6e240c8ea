import { type Fitted, fitCounts, type Observed, type Term, type Weights } from '../statistics/mixed-counts.ts'
import { type Dimension, dimensions, manifold, type ShapedPost } from './shape.ts'

/** What one value of a dimension is to the model, and the posts that have it. */
export type Trait = { dimension: Dimension; value: string; column: number; posts: ShapedPost[] }
export type Seen = ShapedPost & { exposure: number }

/** `on` is what the traits of a post add up to, `usually` what those of the average post do. */
export type ContentFit = {
  fitted: Fitted
  posts: Seen[]
  traits: Trait[]
  observed: Observed[]
  usually: Map<Dimension, Weights>
}

/** Rarer values get no column: nothing could be told of them. */
const fewestOfTrait = 3
/** Of hashtags and their like, the most frequent; time grows with the cube of them. */
const mostOfDimension = 150
const periodMs = 28 * 86_400_000
/** As deviations in logarithms: formats differ more than weekdays. */
const usual: Record<Dimension, number> = {
  ...{ rubric: 0.2, format: 0.25, length: 0.15, hour: 0.2, weekday: 0.1 },
  ...{ hashtag: 0.1, topic: 0.15, language: 0.2, author: 0.1 },
}

/** The posts of one network by all their traits at once, so that what a format owes to its hour is not told twice. */
export function fitContent(posts: readonly Seen[]): ContentFit {
  const sorted = posts.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const traits = traitsOf(sorted)
  const accounts = [...new Set(sorted.map(({ account }) => account))]
  const begin = sorted[0]?.at.getTime() ?? 0
  const periodOf = (post: Seen) => Math.floor((post.at.getTime() - begin) / periodMs)
  const periods = sorted.reduce((most, post) => Math.max(most, periodOf(post) + 1), 1)
  const terms: Term[] = [
    ...dimensions.map((one) => ({
      size: traits.filter(({ dimension }) => dimension === one).length,
      usual: usual[one],
    })),
    { size: periods, usual: 0.15 },
    { size: accounts.length, usual: 0.5 },
    { size: 1, usual: 10, fixed: true },
  ]
  const columns = columnsByPost(traits)
  const observed = sorted.map((post): Observed => {
    const own = columns.get(post) ?? []
    const others = [periodOf(post), periods + accounts.indexOf(post.account), periods + accounts.length]
    const all = [...own, ...others.map((one) => traits.length + one)]
    return { count: post.engagements, exposure: post.exposure, on: { columns: all, weights: all.map(() => 1) } }
  })
  return {
    fitted: fitCounts(observed, terms),
    posts: sorted,
    traits,
    observed,
    usually: usuallyOf(traits, sorted.length),
  }
}

function traitsOf(posts: readonly Seen[]): Trait[] {
  const traits: Trait[] = []
  for (const dimension of dimensions) {
    const byValue = new Map<string, ShapedPost[]>()
    for (const post of posts)
      for (const value of new Set(post.traits[dimension])) {
        const having = byValue.get(value)
        if (having) having.push(post)
        else byValue.set(value, [post])
      }
    const kept = [...byValue].filter(([, having]) => having.length >= fewestOfTrait)
    kept.sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    for (const [value, having] of kept.slice(0, mostOfDimension))
      traits.push({ dimension, value, column: traits.length, posts: having })
  }
  return traits
}

function columnsByPost(traits: readonly Trait[]): Map<ShapedPost, number[]> {
  const columns = new Map<ShapedPost, number[]>()
  for (const { column, posts } of traits)
    for (const post of posts) {
      const own = columns.get(post)
      if (own) own.push(column)
      else columns.set(post, [column])
    }
  return columns
}

/** A hashtag is held against posts without it; all else against what is usual. */
function usuallyOf(traits: readonly Trait[], posts: number): Map<Dimension, Weights> {
  return new Map(
    dimensions.map((dimension) => {
      const own = manifold.includes(dimension) ? [] : traits.filter((one) => one.dimension === dimension)
      return [
        dimension,
        { columns: own.map(({ column }) => column), weights: own.map((one) => one.posts.length / posts) },
      ]
    }),
  )
}
