import type { Interval } from '../statistics/interval.ts'
import { contrast, type Fitted, fitCounts, type Weights } from '../statistics/mixed-counts.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { type Layout, layoutOf, observedAs, type Placed, type PostAt, placePosts, slotWeights } from './design.ts'
import { type Slot, slotOf, slots } from './week.ts'

/** `lift`: how many times as much a post brings then as at the times the account usually posts, at 95 %. `posts` were made at that hour or the ones beside it, on a day of the same kind. */
export type SlotLift = Slot & { lift: number; interval: Interval; posts: number }

export type BestTimes =
  /** Nothing is told of posts too few, too young or all at one time. */
  | { enough: false; why: 'few-posts' | 'short' | 'few-times'; have: number; needed: number; left: number }
  /**
   * `best`: hours that are better than usual at 99 %, since 168 are looked at; the surest first, at least three hours apart;
   * empty where none is shown to be. `week`: all 168, from Monday 0:00. `left`: posts whose exposure nobody told.
   */
  | { enough: true; best: SlotLift[]; week: SlotLift[]; posts: number; left: number }

export const needed = { posts: 30, days: 28, times: 4 } as const

const mostBest = 5
/** More accounts than that are taken in groups: what they share is known by then, and time grows with the cube. */
const mostTogether = 6
const apart = 3
/** An hour nobody has posted near to is not proposed, however well its neighbours do. */
const fewestNear = 3
const dayMs = 86_400_000
const [z95, z99] = [normalQuantile(0.975), normalQuantile(0.995)]

/**
 * When posts of each account bring most, by the clocks of an audience's zone. Up to six accounts share what they have in
 * common (a brand's, on one network); each has as much of its own as its posts show. Held constant: how many could see the
 * post, how much the account had posted that day, and how engagement drifts over months. See docs/decisions/best-time.md.
 */
export function bestTimes(posts: readonly PostAt[], zone: string): Map<string, BestTimes> {
  for (const [n, { at, engagements, exposure }] of posts.entries()) {
    if (Number.isNaN(at.getTime())) throw new RangeError(`posts.${n}.at: this is no moment`)
    if (!(engagements >= 0 && engagements < 1e12))
      throw new RangeError(`posts.${n}.engagements: ${engagements} is no count`)
    if (exposure !== null && !(exposure >= 0 && exposure < 1e15))
      throw new RangeError(`posts.${n}.exposure: ${exposure} is no count of people`)
  }
  const all = [...new Set(posts.map(({ account }) => account))].sort()
  const found = new Map<string, BestTimes>(all.map((account) => [account, lackOf(posts, account, zone)]))
  const known = all.filter((account) => found.get(account)?.enough)
  for (let from = 0; from < known.length; from += mostTogether)
    for (const [account, told] of together(posts, known.slice(from, from + mostTogether), zone))
      found.set(account, told)
  return found
}

function together(posts: readonly PostAt[], accounts: string[], zone: string): [account: string, told: BestTimes][] {
  const placed = placePosts(
    posts.filter(({ account }) => accounts.includes(account)),
    accounts,
    zone,
  )
  const fitted = fit(placed, accounts.length)
  return accounts.map((account, n) => {
    const own = placed.filter((one) => one.account === n)
    const week = weekOf(fitted, own)
    return [account, { enough: true, best: bestOf(week), week, posts: own.length, left: leftOf(posts, account) }]
  })
}

const leftOf = (posts: readonly PostAt[], account: string) =>
  posts.filter((post) => post.account === account && !((post.exposure ?? 0) > 0)).length

/** What an account lacks; where it lacks nothing, an answer that is yet to be filled. */
function lackOf(posts: readonly PostAt[], account: string, zone: string): BestTimes {
  const own = placePosts(
    posts.filter((post) => post.account === account),
    [account],
    zone,
  )
  const moments = posts
    .filter((post) => post.account === account && (post.exposure ?? 0) > 0)
    .map(({ at }) => at.getTime())
  const spread = moments.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)] as const, [
    Infinity,
    -Infinity,
  ] as const)
  const days = own.length > 0 ? Math.floor((spread[1] - spread[0]) / dayMs) : 0
  const times = new Set(own.map(({ place }) => Math.floor((place % 24) / 2))).size
  const left = leftOf(posts, account)
  const lacks = (why: 'few-posts' | 'short' | 'few-times', have: number, wanted: number) =>
    have < wanted ? { enough: false as const, why, have, needed: wanted, left } : undefined
  return (
    lacks('few-posts', own.length, needed.posts) ??
    lacks('short', days, needed.days) ??
    lacks('few-times', times, needed.times) ?? { enough: true, best: [], week: [], posts: own.length, left }
  )
}

type Fit = { fitted: Fitted; layout: Layout }

function fit(placed: readonly Placed[], accounts: number): Fit {
  const periods = placed.reduce((most, { period }) => Math.max(most, period + 1), 1)
  const layout = layoutOf(accounts, periods)
  const typical = Array.from({ length: accounts }, (_, account) => {
    const own = placed.filter((one) => one.account === account)
    return Math.exp(own.reduce((sum, { exposure }) => sum + Math.log(exposure), 0) / Math.max(1, own.length))
  })
  const observed = placed.map((post) => observedAs(layout, post, typical[post.account] ?? 1))
  return { fitted: fitCounts(observed, layout.terms), layout }
}

function weekOf({ fitted, layout }: Fit, own: readonly Placed[]): SlotLift[] {
  const account = own[0]?.account ?? 0
  const usual = meanOf(own.map(({ place }) => slotWeights(layout, account, place)))
  return Array.from({ length: slots }, (_, place) => {
    const { mean, deviation } = contrast(fitted, minus(slotWeights(layout, account, place), usual))
    const interval: Interval = [Math.exp(mean - z95 * deviation), Math.exp(mean + z95 * deviation)]
    return {
      ...slotOf(place),
      lift: Math.exp(mean),
      interval,
      posts: own.filter((post) => isNear(post.place, place)).length,
    }
  })
}

/** The mean of several, as one. */
function meanOf(all: readonly Weights[]): Weights {
  const sums = new Map<number, number>()
  for (const { columns, weights } of all)
    for (const [n, column] of columns.entries())
      sums.set(column, (sums.get(column) ?? 0) + (weights[n] ?? 0) / all.length)
  return { columns: [...sums.keys()], weights: [...sums.values()] }
}

const minus = (one: Weights, other: Weights): Weights => ({
  columns: [...one.columns, ...other.columns],
  weights: [...one.weights, ...other.weights.map((weight) => -weight)],
})

function isNear(one: number, other: number): boolean {
  const hours = Math.abs((one % 24) - (other % 24))
  return Math.min(hours, 24 - hours) <= 1 && one >= 120 === other >= 120
}

function bestOf(week: readonly SlotLift[]): SlotLift[] {
  const shown = week.filter((one) => surely(one) > 1 && one.posts >= fewestNear)
  const found: SlotLift[] = []
  for (const one of shown.toSorted((a, b) => surely(b) - surely(a))) {
    const taken = found.some(({ weekday, hour }) => weekday === one.weekday && Math.abs(hour - one.hour) < apart)
    if (!taken && found.length < mostBest) found.push(one)
  }
  return found
}

/** The lower end of its interval at 99 %. */
const surely = ({ lift, interval: [low] }: SlotLift) => lift * (low / lift) ** (z99 / z95)
