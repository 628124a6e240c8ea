import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** Names by which servers of the AT protocol say that our access is no longer good. `ExpiredToken` may be healed by a refresh. */
const accessLost = new Set([
  'ExpiredToken',
  'InvalidToken',
  'AuthMissing',
  'AuthenticationRequired',
  'AuthRequired',
  'AuthFactorTokenRequired',
  'AccountTakedown',
  'AccountNotFound',
  'AccountDeactivated',
  'AccountSuspended',
  'InsufficientScope',
  'insufficient_scope',
  'invalid_token',
])

/** What a server's no means. `writes`: might the call have made or changed something before it failed? */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const { error, message } = complaint(answer)
  const evidence = {
    status: answer.status,
    code: error,
    body: answer.text().slice(0, 500),
    at: answer.url.split('?')[0],
  }
  const reason = message || error || `the server answered ${answer.status}`
  if (answer.status === 429)
    return new NetworkFailure('slow-down', reason, { retryAfterMs: waitAsked(answer, now), evidence })
  if (answer.status === 401 || accessLost.has(error)) return new NetworkFailure('reconnect', reason, { evidence })
  if (answer.status >= 500) return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  if (answer.status < 400) return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure('rejected', reason, { evidence })
}

/** The error's name as the server gave it, such as `RecordNotFound`; '' when it is not one of theirs. */
export const nameOf = (error: unknown): string => (error instanceof NetworkFailure ? (error.evidence.code ?? '') : '')

function complaint(answer: HttpAnswer): { error: string; message: string } {
  try {
    const body: unknown = JSON.parse(answer.text())
    if (typeof body !== 'object' || body === null) return { error: '', message: '' }
    const { error, message, error_description: described } = body as Record<string, unknown>
    return { error: typeof error === 'string' ? error : '', message: String(message ?? described ?? '') }
  } catch {
    return { error: '', message: '' }
  }
}

/** `Retry-After` in seconds or as a date, else `RateLimit-Reset`, which here is a moment in epoch seconds. */
function waitAsked(answer: HttpAnswer, now: Date): number | undefined {
  const after = answer.headers['retry-after']
  if (after && /^\d+$/.test(after)) return Number(after) * 1000
  if (after && !Number.isNaN(Date.parse(after))) return Math.max(0, Date.parse(after) - now.getTime())
  const reset = Number(answer.headers['ratelimit-reset'])
  return reset > 0 ? Math.max(0, reset * 1000 - now.getTime()) : undefined
}
