import { setTimeout as pause } from 'node:timers/promises'
import type { NetworkHttp } from '../../../../kernel/http/client.ts'

/** No server is asked more often than this, whoever wants something of it. */
export const usualGapMs = 1_000

/** Per host the moment from which it may be asked again, in milliseconds of this process. */
const turns = new WeakMap<NetworkHttp, Map<string, number>>()

/** Waits until the host may be asked, and takes the turn. Throws the signal's reason. */
export async function takeTurn(http: NetworkHttp, host: string, gapMs: number, signal: AbortSignal): Promise<void> {
  const taken = turns.get(http) ?? new Map<string, number>()
  turns.set(http, taken)
  const now = performance.now()
  const at = Math.max(now, taken.get(host) ?? 0)
  taken.set(host, at + gapMs)
  if (taken.size > 10_000) forgetPassed(taken, now)
  if (at > now) await pause(at - now, undefined, { signal })
}

function forgetPassed(taken: Map<string, number>, now: number): void {
  for (const [host, at] of taken) if (at <= now) taken.delete(host)
}
