import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** What a refusing answer means: https://dev.twitch.tv/docs/api/guide/ (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const reason = messageIn(answer) ?? `the server answered ${answer.status}`
  const kind = kindOf(answer.status, writes)
  return new NetworkFailure(kind, reason, {
    retryAfterMs: kind === 'slow-down' ? waitOf(answer, now) : undefined,
    evidence: { status: answer.status, body: answer.text().slice(0, 1000), at: now.toISOString() },
  })
}

/** A missing scope is also told by 401. */
function kindOf(status: number, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429) return 'slow-down'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function messageIn(answer: HttpAnswer): string | undefined {
  try {
    const told: unknown = JSON.parse(answer.text())
    if (typeof told === 'object' && told !== null && 'message' in told && typeof told.message === 'string')
      return told.message.slice(0, 500)
  } catch {
    return undefined
  }
  return undefined
}

/** The bucket is full again at that second of the epoch. */
function waitOf({ headers }: HttpAnswer, now: Date): number | undefined {
  const reset = Number(headers['ratelimit-reset'])
  return Number.isFinite(reset) && reset > 0 ? Math.max(1000, reset * 1000 - now.getTime()) : undefined
}
