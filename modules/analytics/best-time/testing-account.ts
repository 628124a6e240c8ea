import { type Chance, chanceFrom } from '../statistics/chance.ts'
import type { PostAt } from './design.ts'
import { isWeekend, placeAt, slots } from './week.ts'

/** An account whose hours are known, since they were made: `truth` is ln of what each hour of the week brings. */
export type MadeAccount = { posts: PostAt[]; truth: Float64Array }

/** `posts`: how many, else 60 to 400. `flat`: all hours are alike. `like`: what its hours share with others'. */
export type Making = { account?: string; posts?: number; flat?: boolean; zone?: string; like?: Float64Array }

const hourMs = 3_600_000
const start = Date.UTC(2026, 0, 5)

/**
 * Posts of one account over some months: two humps of the day of any height and place, other hours at weekends, weekdays and
 * single hours that stray, counts that stray more than Poisson's, a following that grows, engagement that drifts, readers who
 * tire of many posts a day; and a team that posts when it is used to. Nothing of it is made by the model that is tried on it.
 */
export function madeAccount(
  seed: number,
  { account = 'a', posts = 0, flat = false, zone = 'UTC', like }: Making = {},
): MadeAccount {
  const chance = chanceFrom(seed)
  const own = flat ? new Float64Array(slots) : madeWeek(chance)
  const truth = like ? own.map((one, place) => 0.4 * one + (like[place] ?? 0)) : own
  const count = posts || 60 + chance.below(340)
  const days = 90 + chance.below(240)
  const dispersion = 0.05 + 0.45 * chance.share()
  const [rate, tire] = [0.005 * 10 ** chance.share(), -0.15 * chance.share()]
  const [followers, growth, drift] = [300 * 100 ** chance.share(), chance.share() * 0.5, chance.normal() * 0.2]
  const habits = Array.from({ length: 4 + chance.below(8) }, () => chance.below(slots))
  const hours = Array.from({ length: count }, () => postedAt(chance, habits, days)).sort((a, b) => a - b)
  return {
    truth,
    posts: hours.map((hour, n) => {
      const at = new Date(start + hour * hourMs)
      const crowd = Math.log1p(hours.slice(0, n).filter((before) => before > hour - 24).length)
      const along = hour / (days * 24)
      const exposure = Math.round(followers * (1 + growth * along))
      const slow = drift * Math.sin(4 * along) + tire * crowd
      const mean = rate * exposure * Math.exp((truth[placeAt(at, zone)] ?? 0) + slow)
      return { account, at, exposure, engagements: chance.poisson(mean * gamma(chance, 1 / dispersion)) }
    }),
  }
}

/** Hours at which the team is used to post, give or take; one in five at any time. */
function postedAt(chance: Chance, habits: number[], days: number): number {
  const week = chance.below(Math.ceil(days / 7))
  if (chance.share() < 0.2) return week * 168 + chance.below(slots) + chance.share()
  const habit = habits[chance.below(habits.length)] ?? 0
  return Math.max(0, week * 168 + habit + Math.round(chance.normal() * 1.5) + chance.share())
}

export function madeWeek(chance: Chance): Float64Array {
  const hump = () => ({ at: 24 * chance.share(), height: 0.7 * chance.share(), width: 1.5 + 4 * chance.share() })
  const [workdays, weekends] = [
    [hump(), hump()],
    [hump(), hump()],
  ]
  const mixed = chance.share()
  const days = Array.from({ length: 7 }, () => 0.1 * chance.normal())
  return Float64Array.from({ length: slots }, (_, place) => {
    const hour = (place % 24) + 0.5
    const humps = isWeekend(place) && mixed < 0.6 ? weekends : workdays
    const day = humps.reduce((sum, { at, height, width }) => {
      const away = Math.min(Math.abs(hour - at), 24 - Math.abs(hour - at))
      return sum + height * Math.exp(-0.5 * (away / width) ** 2)
    }, 0)
    return day + (days[Math.floor(place / 24)] ?? 0) + 0.05 * chance.normal()
  })
}

/** Of mean 1: Marsaglia and Tsang (2000); below shape 1 by a power of a share. */
function gamma(chance: Chance, shape: number): number {
  if (shape < 1) return (gamma(chance, shape + 1) * (shape + 1) * (1 - chance.share()) ** (1 / shape)) / shape
  const d = shape - 1 / 3
  for (;;) {
    const z = chance.normal()
    const v = (1 + z / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - chance.share()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return (d * v) / shape
  }
}
