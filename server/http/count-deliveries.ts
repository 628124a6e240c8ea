import type { Clock } from '../../kernel/clock.ts'
import { tooMany } from '../../modules/team/index.ts'

type Window = { calls: number; forged: number; endsAt: number }

const most = { calls: 60_000, forged: 6_000 }
const windowMs = 60_000
const mostAddresses = 10_000

/** `count` throws 429 before anything is read of what an address brings; `forged` says that what it brought proved nothing. */
export type DeliveryCounter = { count: (address: string) => void; forged: (address: string) => void }

/**
 * Counts what one address brings in a minute, in this process alone: each delivery proves itself, and in a crisis a network
 * brings hundreds a second, so that a row of the database that all of them write would be what they wait for. Why it is right
 * that every process counts by itself is told in docs/decisions/the-edge.md.
 */
export function deliveryCounter(clock: Pick<Clock, 'now'>): DeliveryCounter {
  const windows = new Map<string, Window>()
  const windowOf = (address: string): Window => {
    const now = clock.now().getTime()
    const known = windows.get(address)
    const window = known && known.endsAt > now ? known : { calls: 0, forged: 0, endsAt: now + windowMs }
    windows.delete(address)
    windows.set(address, window)
    if (windows.size > mostAddresses) windows.delete(windows.keys().next().value ?? '')
    return window
  }
  return {
    count: (address) => {
      const window = windowOf(address)
      window.calls++
      const isTooMany = window.calls > most.calls || window.forged >= most.forged
      if (isTooMany) throw tooMany(window.endsAt - clock.now().getTime())
    },
    forged: (address) => {
      windowOf(address).forged++
    },
  }
}
