import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

/** What a refusing answer means. Source: https://docs.joinmastodon.org/api/rate-limits/, /methods/statuses/ (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const reason = reasonOf(answer)
  const evidence = { status: answer.status, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const retryAfterMs =
    answer.status === 429 ? waitOf(answer.headers, now) : isProcessing(answer.status, reason) ? 2000 : undefined
  return new NetworkFailure(kindOf(answer.status, reason, writes), reason, { retryAfterMs, evidence })
}

function kindOf(status: number, reason: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 403) return /scope|login|disabled|confirm|approv|suspend/i.test(reason) ? 'reconnect' : 'rejected'
  if (status === 429 || isProcessing(status, reason)) return 'slow-down'
  if (status >= 500) return writes ? 'unknown-outcome' : 'network-down'
  if (status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** An attachment that is not ready makes a 422 that time heals. */
const isProcessing = (status: number, reason: string) => status === 422 && /not finished processing/i.test(reason)

function reasonOf(answer: HttpAnswer): string {
  try {
    const told: unknown = JSON.parse(answer.text())
    if (typeof told === 'object' && told !== null) {
      if ('error_description' in told && typeof told.error_description === 'string') return told.error_description
      if ('error' in told && typeof told.error === 'string') return told.error
    }
  } catch {
    return `the server answered ${answer.status}`
  }
  return `the server answered ${answer.status}`
}

/** By the server's own clock where it tells it, so that a clock that is off does no harm. */
function waitOf(headers: Record<string, string>, now: Date): number | undefined {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  const reset = Date.parse(headers['x-ratelimit-reset'] ?? '')
  const theirs = Date.parse(headers.date ?? '')
  if (Number.isNaN(reset)) return undefined
  return Math.max(1000, reset - (Number.isNaN(theirs) ? now.getTime() : theirs))
}
