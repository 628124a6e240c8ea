import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

type Told = { code?: number; message?: string }

/** What a refusing answer means: https://developers.pinterest.com/docs/reference/error-codes/ (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const told = toldIn(answer)
  const reason = told.message ?? `Pinterest answered ${answer.status}`
  const code = told.code === undefined ? {} : { code: String(told.code) }
  const evidence = { status: answer.status, ...code, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const retryAfterMs = answer.status === 429 ? waitOf(answer.headers) : undefined
  return new NetworkFailure(kindOf(answer.status, reason, writes), reason, { retryAfterMs, evidence })
}

function kindOf(status: number, reason: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 403) return /scope|authoriz|suspended|deactivated/i.test(reason) ? 'reconnect' : 'rejected'
  if (status === 429) return 'slow-down'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function toldIn(answer: HttpAnswer): Told {
  try {
    const told = JSON.parse(answer.text()) as Told | null
    return typeof told === 'object' && told !== null ? told : {}
  } catch {
    return {}
  }
}

/** Seconds until the window begins anew: https://developers.pinterest.com/docs/reference/rate-limits/ (read 2026-11-22). */
function waitOf(headers: Record<string, string>): number | undefined {
  const seconds = Number(headers['x-ratelimit-reset'] ?? headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}
