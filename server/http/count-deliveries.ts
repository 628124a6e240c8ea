import type { Clock } from '../../kernel/clock.ts'
import { tooMany } from '../../modules/team/index.ts'

type Window = { calls: number; endsAt: number }

const most = 60_000
const windowMs = 60_000
const mostAddresses = 10_000

/**
 * Counts what one address brings in a minute, in this process alone: each delivery proves itself, and in a crisis a network
 * brings hundreds a second, so that a row of the database that all of them write would be what they wait for.
 */
export function deliveryCounter(clock: Pick<Clock, 'now'>): (address: string) => void {
  const windows = new Map<string, Window>()
  return (address) => {
    const now = clock.now().getTime()
    const known = windows.get(address)
    const window = known && known.endsAt > now ? known : { calls: 0, endsAt: now + windowMs }
    window.calls++
    windows.delete(address)
    windows.set(address, window)
    if (windows.size > mostAddresses) windows.delete(windows.keys().next().value ?? '')
    if (window.calls > most) throw tooMany(window.endsAt - now)
  }
}
