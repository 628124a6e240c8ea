import { logGamma } from '../../../kernel/incomplete-beta.ts'
import { cheapestStates } from './cheapest-states.ts'

/** From the first to the last place (both of it), at a level of 1 and more; those of a higher level lie within. */
export type Burst = { level: number; first: number; last: number; weight: number }
export type Bursting = {
  /** How many times as often things happen on each next level; above 1. */
  scale?: number
  /** What it costs to rise a level, in ln n. */
  gamma?: number
}

/** Levels beyond that mean nothing to people. */
const mostLevels = 12

/**
 * Bursts in moments (Kleinberg 2002, “Bursty and hierarchical structure in streams”, section 2): gaps between n + 1 moments
 * are exponential with the rate scaleⁱ × n ÷ T in state i; rising a level costs gamma × ln n. A burst of level i is a
 * longest stretch of gaps in state i or higher; its weight is what it saves over state i − 1. Places are those of the
 * moments, in order of time. Moments in any order; fewer than three have no bursts. Those at the same moment are told apart
 * by a millionth of the mean gap.
 */
export function burstsOfMoments(moments: readonly number[], { scale = 2, gamma = 1 }: Bursting = {}): Burst[] {
  checkBursting(moments, scale, gamma)
  const sorted = Float64Array.from(moments).sort()
  const [gaps, span] = [sorted.length - 1, (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)]
  if (gaps < 2 || span === 0) return []
  const mean = span / gaps
  const gap = Float64Array.from({ length: gaps }, (_, n) =>
    Math.max((sorted[n + 1] ?? 0) - (sorted[n] ?? 0), mean * 1e-6),
  )
  const shortest = gap.reduce((least, one) => Math.min(least, one), mean)
  const states = Math.min(mostLevels, Math.ceil(1 + Math.log(span / shortest) / Math.log(scale))) + 1
  const cost = (n: number, state: number) => {
    const rate = scale ** state / mean
    return rate * (gap[n] ?? 0) - Math.log(rate)
  }
  const found = burstsIn(cheapestStates(gaps, states, cost, gamma * Math.log(gaps)), cost)
  return found.map((burst) => ({ ...burst, last: burst.last + 1 }))
}

/** How many of the things of a time were those looked for. */
export type Batch = { of: number; total: number }

/**
 * Bursts in batches (section 4 of the same): of `total` things of a time `of` are relevant, by chance p in state 0 (their share
 * of all) and scaleⁱ × p above it; rising a level costs gamma × ln(batches). Places are those of the batches. A weight is what the burst
 * saves over the level below. A batch of nothing tells nothing.
 */
export function burstsOfBatches(batches: readonly Batch[], { scale = 2, gamma = 1 }: Bursting = {}): Burst[] {
  for (const [n, { of, total }] of batches.entries())
    if (!(of >= 0 && of <= total && total < 1e15)) throw new RangeError(`batches.${n}: ${of} are not of ${total}`)
  checkBursting([], scale, gamma)
  const relevant = batches.reduce((sum, { of }) => sum + of, 0)
  const all = batches.reduce((sum, { total }) => sum + total, 0)
  if (relevant === 0) return []
  const share = relevant / all
  const states = Math.min(mostLevels, Math.floor(Math.log(0.9999 / share) / Math.log(scale))) + 1
  if (states < 2) return []
  const cost = (n: number, state: number) => {
    const { of, total } = batches[n] ?? { of: 0, total: 0 }
    const chance = share * scale ** state
    return -(logChoices(total, of) + of * Math.log(chance) + (total - of) * Math.log1p(-chance))
  }
  return burstsIn(cheapestStates(batches.length, states, cost, gamma * Math.log(batches.length)), cost)
}

function checkBursting(moments: readonly number[], scale: number, gamma: number): void {
  if (!moments.every(Number.isFinite)) throw new RangeError('moments: some are none')
  if (!(scale > 1 && scale < 1e6)) throw new RangeError(`scale: ${scale} is not above 1`)
  if (!(gamma > 0 && gamma < 1e6)) throw new RangeError(`gamma: ${gamma} is not above 0`)
}

const logChoices = (total: number, of: number) => logGamma(total + 1) - logGamma(of + 1) - logGamma(total - of + 1)

/** Earlier ones first, and of those that begin together the lower level. */
function burstsIn(states: Int32Array, cost: (n: number, state: number) => number): Burst[] {
  const found: Burst[] = []
  const open: Burst[] = []
  for (let n = 0; n <= states.length; n++) {
    const state = states[n] ?? 0
    while (open.length > state) open.pop()
    for (const burst of open) {
      burst.last = n
      burst.weight += cost(n, burst.level - 1) - cost(n, burst.level)
    }
    for (let level = open.length + 1; level <= state; level++) {
      const burst = { level, first: n, last: n, weight: cost(n, level - 1) - cost(n, level) }
      open.push(burst)
      found.push(burst)
    }
  }
  return found
}
