import { type FailureKind, NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer } from '../../../kernel/http/client.ts'

/** The body of a refusal: https://cloud.google.com/apis/design/errors and the older list of `errors` (read 2026-11-22). */
type Told = {
  error?: {
    code?: number
    message?: string
    status?: string
    errors?: { reason?: string; message?: string }[]
    details?: { reason?: string }[]
  }
}

/** A refusing answer as a failure. Whoever has read the reasons in the documentation adds those of one API. */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date, slow: string[] = []): NetworkFailure {
  const told = toldIn(answer)
  const reason = told?.errors?.[0]?.reason ?? told?.details?.find((one) => one.reason)?.reason ?? told?.status ?? ''
  const message = plain(told?.message) || `the server answered ${answer.status}`
  const kind = kindOf(answer.status, reason, writes, slow)
  const evidence = { status: answer.status, code: reason, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const retryAfterMs = kind === 'slow-down' ? waitOf(answer, reason, now) : undefined
  return new NetworkFailure(kind, reason ? `${message} (${reason})` : message, { retryAfterMs, evidence })
}

const daily = ['quotaExceeded', 'dailyLimitExceeded', 'dailyLimitExceededUnreg']
const slowing = [...daily, 'rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED', 'RESOURCE_EXHAUSTED']
const reconnecting = [
  ...['authError', 'insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'UNAUTHENTICATED'],
  ...['accountClosed', 'accountSuspended', 'authenticatedUserAccountClosed'],
  ...['accessNotConfigured', 'SERVICE_DISABLED', 'CREDENTIALS_MISSING'],
]

function kindOf(status: number, reason: string, writes: boolean, slow: string[]): FailureKind {
  if (status === 429 || slowing.includes(reason) || slow.includes(reason)) return 'slow-down'
  if (status === 401 || reconnecting.includes(reason)) return 'reconnect'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function waitOf(answer: HttpAnswer, reason: string, now: Date): number | undefined {
  const seconds = Number(answer.headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  return daily.includes(reason) ? untilPacificMidnight(now) : undefined
}

/** Daily quotas begin anew at midnight Pacific time. */
function untilPacificMidnight(now: Date): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const [hours = 0, minutes = 0, seconds = 0] = clock.format(now).split(':').map(Number)
  return (86_400 - (hours * 3600 + minutes * 60 + seconds)) * 1000
}

function toldIn(answer: HttpAnswer): Told['error'] {
  try {
    const told: unknown = JSON.parse(answer.text())
    if (typeof told === 'object' && told !== null && 'error' in told && typeof told.error === 'object')
      return (told as Told).error ?? undefined
  } catch {
    return undefined
  }
  return undefined
}

/** Messages come with links in HTML. */
const plain = (message: string | undefined) => (message ?? '').replace(/<[^>]*>/g, '').slice(0, 500)
