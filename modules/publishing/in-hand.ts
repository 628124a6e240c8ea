import { monotonicMs } from '../../kernel/clock.ts'

/** An account that waits longer than this for an answer gives its place to others. */
const slowMs = 2_000
/** However slow they are, no more than this many times the places. */
const slowFactor = 8
/** Places are refilled when this share of them is free, or after a moment: one claim for many. */
const refillShare = 8
const refillMs = 100

export type InHand = {
  /** How many more lanes may be taken now. */
  free: () => number
  take: (run: Promise<void>) => void
  /** Resolves when it is worth claiming again. */
  someFree: () => Promise<void>
  allDone: () => Promise<void>
}

export function lanesInHand(places: number): InHand {
  const since = new Map<Promise<void>, number>()
  let wake: (() => void) | undefined
  const free = () => {
    const before = monotonicMs() - slowMs
    const quick = [...since.values()].filter((at) => at > before).length
    return Math.max(0, Math.min(places - quick, places * slowFactor - since.size))
  }
  return {
    free,
    take: (run) => {
      since.set(run, monotonicMs())
      void run.finally(() => {
        since.delete(run)
        if (free() >= places / refillShare || since.size === 0) wake?.()
      })
    },
    someFree: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, refillMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    allDone: async () => {
      while (since.size > 0) await Promise.all(since.keys())
    },
  }
}
