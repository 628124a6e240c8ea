import { type MadeAccount, madeAccount, madeWeek } from '../../modules/analytics/best-time/testing-account.ts'
import { placeAt } from '../../modules/analytics/best-time/week.ts'
import { type BestTimes, bestTimes } from '../../modules/analytics/index.ts'
import { chanceFrom } from '../../modules/analytics/statistics/chance.ts'

/** Hours whose true lift lay within their interval, of all and of those that were proposed; posts by accounts of which nothing could be told. */
export type Covered = {
  held: number
  all: number
  heldBest: number
  best: number
  proposing: number
  accounts: number
  lacking: number
}

const zone = 'Europe/Sofia'

/** Accounts of their own, one at a time. */
export function coverOfAccounts(seeds: number[], making: { posts?: number; flat?: boolean } = {}): Covered {
  return sum(seeds.map((seed) => cover([madeAccount(seed, { ...making, zone })])))
}

/** Brands of four accounts whose hours have much in common, each with few posts of its own. */
export function coverOfBrands(seeds: number[]): Covered {
  return sum(
    seeds.map((seed) => {
      const like = madeWeek(chanceFrom(seed * 31))
      return cover([1, 2, 3, 4].map((n) => madeAccount(seed * 4 + n, { account: `${n}`, posts: 60, zone, like })))
    }),
  )
}

function cover(made: MadeAccount[]): Covered {
  const found = bestTimes(
    made.flatMap(({ posts }) => posts),
    zone,
  )
  return sum(made.map((one) => coverOne(one, found.get(one.posts[0]?.account ?? ''))))
}

/** The true lift of an hour stands beside that of the hours at which the account posted. */
function coverOne({ posts, truth }: MadeAccount, found: BestTimes | undefined): Covered {
  if (!found?.enough) return { ...nothing, accounts: 1, lacking: 1 }
  const usual = posts.reduce((all, { at }) => all + (truth[placeAt(at, zone)] ?? 0), 0) / posts.length
  const holds = found.week.map(({ interval: [low, high] }, place) => {
    const lift = Math.exp((truth[place] ?? 0) - usual)
    return low <= lift && lift <= high
  })
  const best = found.best.map(({ weekday, hour }) => holds[weekday * 24 + hour])
  const [held, heldBest] = [holds.filter(Boolean).length, best.filter(Boolean).length]
  return {
    held,
    all: holds.length,
    heldBest,
    best: best.length,
    proposing: best.length > 0 ? 1 : 0,
    accounts: 1,
    lacking: 0,
  }
}

const nothing: Covered = { held: 0, all: 0, heldBest: 0, best: 0, proposing: 0, accounts: 0, lacking: 0 }

const sum = (all: Covered[]) =>
  all.reduce((whole, one) => {
    const keys = Object.keys(nothing) as (keyof Covered)[]
    return Object.fromEntries(keys.map((key) => [key, whole[key] + one[key]])) as Covered
  }, nothing)
