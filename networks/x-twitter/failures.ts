import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { Problem } from './entities.ts'

/** What a refusing answer means: https://docs.x.com/x-api/fundamentals/response-codes-and-errors (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const reason = reasonOf(answer)
  const evidence = { status: answer.status, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const retryAfterMs = answer.status === 429 ? waitOf(answer.headers, now) : undefined
  return new NetworkFailure(kindOf(answer.status, reason, writes), reason, { retryAfterMs, evidence })
}

function kindOf(status: number, reason: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 403)
    return /suspended|deactivated|locked|unsupported authentication|permitted scopes/i.test(reason)
      ? 'reconnect'
      : 'rejected'
  if (status === 429) return 'slow-down'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function reasonOf(answer: HttpAnswer): string {
  const usual =
    answer.status === 402 ? 'the app has no credits left at X; buy some in its console' : `X answered ${answer.status}`
  try {
    const told = JSON.parse(answer.text()) as Problem & { errors?: (Problem & { message?: string })[] }
    const [first] = Array.isArray(told.errors) ? told.errors : []
    return told.detail ?? first?.detail ?? first?.message ?? told.title ?? usual
  } catch {
    return usual
  }
}

/** The moment at which the window begins anew, in seconds since 1970, by the server's own clock where it tells it. */
function waitOf(headers: Record<string, string>, now: Date): number | undefined {
  const reset = Number(headers['x-rate-limit-reset']) * 1000
  if (!Number.isFinite(reset) || reset <= 0) return undefined
  const theirs = Date.parse(headers.date ?? '')
  return Math.max(1000, reset - (Number.isNaN(theirs) ? now.getTime() : theirs))
}
