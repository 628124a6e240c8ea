import type { LabSite } from '../../lab/network.ts'
import { XrpcNo } from './answers.ts'

const hourPoints = 5_000
const dayPoints = 35_000

/**
 * What one account may do in an hour and in a day (https://docs.bsky.app/docs/advanced-guides/rate-limits).
 * Spends the points and gives the headers, or throws the 429.
 */
export function pointsOver(site: LabSite): (did: string, points: number) => Record<string, string> {
  const spent = new Map<string, { hour: number; hourEnds: number; day: number; dayEnds: number }>()
  return (did, points) => {
    const now = Math.floor(site.clock.now().getTime() / 1000)
    const one = spent.get(did) ?? { hour: 0, hourEnds: now + 3600, day: 0, dayEnds: now + 86_400 }
    if (now >= one.hourEnds) Object.assign(one, { hour: 0, hourEnds: now + 3600 })
    if (now >= one.dayEnds) Object.assign(one, { day: 0, dayEnds: now + 86_400 })
    spent.set(did, one)
    const dayFull = one.day + points > dayPoints
    if (one.hour + points > hourPoints || dayFull)
      throw dayFull ? tooMany(one.dayEnds, dayPoints, 86_400, now) : tooMany(one.hourEnds, hourPoints, 3600, now)
    one.hour += points
    one.day += points
    return headers(hourPoints, hourPoints - one.hour, one.hourEnds, 3600)
  }
}

export const tooMany = (reset: number, limit: number, window: number, now: number): XrpcNo =>
  new XrpcNo(429, 'RateLimitExceeded', 'Rate Limit Exceeded', {
    ...headers(limit, 0, reset, window),
    'retry-after': String(Math.max(0, reset - now)),
  })

const headers = (limit: number, remaining: number, reset: number, window: number): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
  'ratelimit-policy': `${limit};w=${window}`,
})
