import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** https://developers.tiktok.com/doc/tiktok-api-v2-error-handling and the pages of each endpoint (read 2026-11-22). */
const reconnecting = ['access_token_invalid', 'access_token_expired', 'scope_not_authorized', 'scope_permission_missed']
const slowing = [
  ...['rate_limit_exceeded', 'spam_risk_too_many_posts', 'spam_risk_too_many_pending_share'],
  'reached_active_user_cap',
]
const theirs = ['internal_error', 'server_error', 'timeout']

export type Told = { error?: { code?: string; message?: string } }

/** A refusal, also one inside a 200. Undefined for an answer that is well. */
export function refusalIn(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure | undefined {
  const { code = '', message = '' } = toldIn(answer).error ?? {}
  const fine = answer.status >= 200 && answer.status < 300 && (code === 'ok' || code === '')
  if (fine) return undefined
  const kind = kindOf(answer.status, code, writes)
  const seconds = Number(answer.headers['retry-after'])
  const retryAfterMs = kind === 'slow-down' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
  const reason = [message.slice(0, 300), code && `(${code})`].filter(Boolean).join(' ')
  return new NetworkFailure(kind, reason || `the server answered ${answer.status}`, {
    retryAfterMs,
    evidence: { status: answer.status, code, body: answer.text().slice(0, 1000), at: now.toISOString() },
  })
}

function kindOf(status: number, code: string, writes: boolean): FailureKind {
  if (reconnecting.includes(code) || status === 401) return 'reconnect'
  if (slowing.includes(code) || status === 429) return 'slow-down'
  if (theirs.includes(code) || status >= 500 || status < 200) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function toldIn(answer: HttpAnswer): Told {
  try {
    const told: unknown = JSON.parse(answer.text())
    return typeof told === 'object' && told !== null ? (told as Told) : {}
  } catch {
    return {}
  }
}
