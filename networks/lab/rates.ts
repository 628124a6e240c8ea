import type { MovableClock } from '../../kernel/clock.ts'
import type { LabRequest } from './network.ts'

/** What a network allows in a while, as it documents it. Counted in windows that slide; counts nothing of what was refused. */
export type LabRate = {
  /** Whose calls: all of the desk's app together, each account's, or those of whatever the request names, such as a channel. */
  per: 'app' | 'account' | ((request: LabRequest) => string | undefined)
  calls: number
  everyMs: number
  /** Is it counted, or as how many? Absent: each call of the API is one. */
  what?: (request: LabRequest) => boolean | number
  /** The number is for each account that called within the window, all of them together. */
  forEachAccount?: true
  /** The network does not say when there is room again. */
  untold?: true
}

/** Undefined lets the call through; null is a breach of which the network does not tell when it ends. */
export type Breach = { retryAfterS: number | null } | undefined
export type Limiter = (request: LabRequest, account: string | undefined) => Breach

export function createLimiter(rates: LabRate[], clock: MovableClock): Limiter {
  const windows = rates.map(createWindows)
  return (request, account) => {
    const now = clock.now().getTime()
    const asked = windows.map((one) => one.asked(request, account))
    const waits = windows.map((one, at) => one.wait(asked[at], now))
    const longest = Math.max(0, ...waits)
    if (longest > 0) {
      const { untold } = rates[waits.indexOf(longest)] ?? {}
      return { retryAfterS: untold ? null : Math.ceil(longest / 1000) }
    }
    for (const [at, one] of windows.entries()) one.spend(asked[at], now)
    return undefined
  }
}

type Asked = { whose: string; account: string; cost: number } | undefined
type Spent = { at: number; cost: number; account: string }

function createWindows(rate: LabRate) {
  const spent = new Map<string, Spent[]>()
  const recent = (whose: string, now: number) => (spent.get(whose) ?? []).filter(({ at }) => now - at < rate.everyMs)
  return {
    asked: (request: LabRequest, account: string | undefined): Asked => {
      const cost = Number(rate.what?.(request) ?? 1)
      const whose = whoseOf(rate, request, account)
      return cost > 0 && whose !== undefined ? { whose, account: account ?? '', cost } : undefined
    },
    /** Until enough of the window's calls are out of it. */
    wait: (asked: Asked, now: number): number => {
      if (!asked) return 0
      const calls = recent(asked.whose, now)
      const most = rate.calls * (rate.forEachAccount ? accountsIn(calls, asked.account) : 1)
      let over = calls.reduce((sum, { cost }) => sum + cost, asked.cost) - most
      if (over <= 0) return 0
      const freeing = calls.find(({ cost }) => {
        over -= cost
        return over <= 0
      })
      return freeing ? rate.everyMs - (now - freeing.at) : rate.everyMs
    },
    spend: (asked: Asked, now: number): void => {
      if (asked)
        spent.set(asked.whose, [...recent(asked.whose, now), { at: now, cost: asked.cost, account: asked.account }])
    },
  }
}

function whoseOf({ per }: LabRate, request: LabRequest, account: string | undefined): string | undefined {
  if (per === 'app') return ''
  return per === 'account' ? account : per(request)
}

const accountsIn = (calls: Spent[], caller: string) => new Set([...calls.map(({ account }) => account), caller]).size
