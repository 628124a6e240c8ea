import type { Observed, Term, Weights } from '../statistics/mixed-counts.ts'
import { isWeekend, placeAt, slotOf, slots, waves, wavesAt } from './week.ts'

/** A post that has stood long enough. `exposure`: followers at that time, or reach; null where not told. */
export type PostAt = { account: string; at: Date; engagements: number; exposure: number | null }

export type Placed = { account: number; place: number; crowd: number; period: number; count: number; exposure: number }

const dayMs = 86_400_000
/** Engagement drifts; a span of four weeks is taken to be even. */
const periodMs = 28 * dayMs

/** Columns of all terms, so that those of an account and those of all of them can be told apart. */
export type Layout = {
  terms: Term[]
  accounts: number
  periods: number
  /** Where the columns of a kind begin; those of one account follow those of the one before. */
  at: Record<
    'cells' | 'hours' | 'weekendHours' | 'days' | 'periods' | 'crowd' | 'size' | 'sharedHours' | 'sharedDays' | 'level',
    number
  >
}

/** Posts in order of time with what the model needs of them; what nobody told the exposure of is left out. */
export function placePosts(posts: readonly PostAt[], accounts: string[], zone: string): Placed[] {
  const sorted = posts.filter(hasExposure).sort((a, b) => a.at.getTime() - b.at.getTime())
  const begin = sorted[0]?.at.getTime() ?? 0
  return sorted.map((post, n) => ({
    account: accounts.indexOf(post.account),
    place: placeAt(post.at, zone),
    crowd: Math.log1p(postedBefore(sorted, n)),
    period: Math.floor((post.at.getTime() - begin) / periodMs),
    count: post.engagements,
    exposure: post.exposure,
  }))
}

const hasExposure = (post: PostAt): post is PostAt & { exposure: number } => post.exposure !== null && post.exposure > 0

/** How many posts the account made in the day before it. */
function postedBefore(sorted: readonly PostAt[], n: number): number {
  const [post, since] = [sorted[n], (sorted[n]?.at.getTime() ?? 0) - dayMs]
  let count = 0
  for (let before = n - 1; before >= 0 && (sorted[before]?.at.getTime() ?? 0) > since; before--)
    if (sorted[before]?.account === post?.account) count++
  return count
}

/** What is usual, as deviations in logarithms: an hour of the clock strays by a quarter, a weekday by a tenth. */
const usual = {
  cells: 0.08,
  hours: 0.25,
  weekendHours: 0.15,
  days: 0.1,
  periods: 0.15,
  crowd: 0.3,
  size: 0.3,
  level: 10,
}

export function layoutOf(accounts: number, periods: number): Layout {
  const shared = accounts > 1 ? 1 : 0
  const sizes: [keyof Layout['at'], size: number, usual: number, fixed?: true][] = [
    ['cells', accounts * slots, usual.cells],
    ['hours', accounts * 2 * waves, usual.hours],
    ['weekendHours', accounts * 2 * waves, usual.weekendHours],
    ['days', accounts * 7, usual.days],
    ['periods', accounts * periods, usual.periods],
    ['crowd', accounts, usual.crowd, true],
    ['size', accounts, usual.size, true],
    ['sharedHours', shared * 2 * waves, usual.hours],
    ['sharedDays', shared * 7, usual.days],
    ['level', accounts, usual.level, true],
  ]
  const at = {} as Layout['at']
  let column = 0
  for (const [name, size] of sizes) {
    at[name] = column
    column += size
  }
  return {
    terms: sizes.map(([, size, deviation, fixed]) => ({ size, usual: deviation, fixed })),
    accounts,
    periods,
    at,
  }
}

/** What the hour of the week adds to a post of the account: the part that is asked for. */
export function slotWeights({ at, accounts }: Layout, account: number, place: number): Weights {
  const { weekday, hour } = slotOf(place)
  const shared = accounts > 1
  const wave = wavesAt(hour)
  const weekend = isWeekend(place) ? 5 / 7 : -2 / 7
  const own = account * 2 * waves
  return {
    columns: [
      at.cells + account * slots + place,
      ...wave.map((_, k) => at.hours + own + k),
      ...wave.map((_, k) => at.weekendHours + own + k),
      at.days + account * 7 + weekday,
      ...(shared ? [...wave.map((_, k) => at.sharedHours + k), at.sharedDays + weekday] : []),
    ],
    weights: [1, ...wave, ...wave.map((one) => one * weekend), 1, ...(shared ? [...wave, 1] : [])],
  }
}

/** The hour of the week, and all else that makes a post larger or smaller. `typical`: the exposure the account usually has. */
export function observedAs(layout: Layout, post: Placed, typical: number): Observed {
  const { at, periods } = layout
  const slot = slotWeights(layout, post.account, post.place)
  const pairs: [column: number, weight: number][] = [
    ...slot.columns.map((column, n): [number, number] => [column, slot.weights[n] ?? 0]),
    [at.periods + post.account * periods + post.period, 1],
    [at.crowd + post.account, post.crowd],
    [at.size + post.account, Math.log(post.exposure / typical)],
    [at.level + post.account, 1],
  ]
  pairs.sort(([one], [other]) => one - other)
  const on = { columns: pairs.map(([column]) => column), weights: pairs.map(([, weight]) => weight) }
  return { count: post.count, exposure: post.exposure, on }
}
