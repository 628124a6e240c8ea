import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

type Told = { message?: string; code?: string; serviceErrorCode?: number }

/** What a refusing answer means: https://learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const told = toldIn(answer)
  const reason = told.message ?? `LinkedIn answered ${answer.status}`
  const evidence = {
    status: answer.status,
    code: told.code,
    body: answer.text().slice(0, 1000),
    at: now.toISOString(),
  }
  const retryAfterMs = answer.status === 429 ? waitOf(answer.headers, reason, now) : undefined
  return new NetworkFailure(kindOf(answer.status, reason, writes), reason, { retryAfterMs, evidence })
}

function kindOf(status: number, reason: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 403) return /permission|scope|unpermitted/i.test(reason) ? 'reconnect' : 'rejected'
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

/** Limits are of a day and begin anew at midnight UTC: https://learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits (read 2026-11-22). */
function waitOf(headers: Record<string, string>, reason: string, now: Date): number | undefined {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  return /\bDAY\b/.test(reason) ? 86_400_000 - (now.getTime() % 86_400_000) : undefined
}
