import type { Call, Found } from './contract.ts'

/** What was sent may still be on its way this long: servers answer, or give up, within a minute or so. */
const settlesAfterMs = 2 * 60_000

/**
 * Everything that was made since that moment was read, and the thing sought is not among it. That is sure once no earlier try
 * can still be on its way.
 */
export function absentSince(call: Call, since: Date, afterMs = settlesAfterMs): Found {
  const left = since.getTime() + afterMs - call.clock.now().getTime()
  if (left <= 0) return { found: false, sure: true }
  return { found: false, sure: false, settlesInMs: left, note: 'an earlier try may still be on its way' }
}
