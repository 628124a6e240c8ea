import { NetworkFailure } from '../../../kernel/failure.ts'
import type { Call, Wanted } from '../../contract.ts'

const soonMs = 200

/**
 * Connects again whenever a connection ends, until the signal aborts: soon after one in which something was heard, later and
 * later otherwise. Throws what no waiting mends.
 */
export async function stayConnected(
  call: Call,
  trouble: Wanted['trouble'],
  connect: (heard: () => void) => Promise<void>,
  longestPauseMs = 60_000,
): Promise<void> {
  let silentTries = 0
  while (!call.signal.aborted) {
    let wait: number | undefined
    silentTries += 1
    try {
      await connect(() => {
        silentTries = 0
      })
    } catch (error) {
      if (call.signal.aborted) return
      if (!(error instanceof NetworkFailure) || !passes(error)) throw error
      trouble?.(error)
      wait = error.kind === 'slow-down' ? error.retryAfterMs : undefined
    }
    const later = silentTries === 0 ? soonMs : Math.min(longestPauseMs, 500 * 2 ** Math.min(silentTries, 10))
    await call.clock.sleep(wait ?? later, call.signal).catch(unlessAborted(call.signal))
  }
}

const passes = ({ kind }: NetworkFailure) => kind === 'network-down' || kind === 'slow-down'

export const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
  if (!signal.aborted) throw error
}

/** What has no end was ended by the other side. */
export const streamEnded = () => new NetworkFailure('network-down', 'the stream ended', { evidence: { code: 'ENDED' } })
