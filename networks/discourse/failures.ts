import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

type Told = { errors?: unknown; error_type?: unknown; extras?: { wait_seconds?: unknown } }

/**
 * What a refusing answer means: `{ errors: […], error_type, extras: { wait_seconds } }`, or plain words of the server in front.
 * Sources: https://docs.discourse.org/, https://meta.discourse.org/t/available-settings-for-global-rate-limits-and-throttling/78612 (read 2026-11-22).
 */
export function failureOf(answer: HttpAnswer, writes: boolean, stranger: boolean, now: Date): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const told = toldBy(answer)
  const reasons = Array.isArray(told.errors) ? told.errors.map(String).join(' ') : ''
  const evidence = {
    status: answer.status,
    code: String(told.error_type ?? ''),
    body: answer.text().slice(0, 1000),
    at: now.toISOString(),
  }
  const kind = kindOf(answer.status, String(told.error_type ?? ''), writes, stranger)
  const retryAfterMs = kind === 'slow-down' ? waitOf(answer, told) : undefined
  return new NetworkFailure(kind, reasons.slice(0, 500) || `the forum answered ${answer.status}`, {
    retryAfterMs,
    evidence,
  })
}

function kindOf(status: number, type: string, writes: boolean, stranger: boolean): FailureKind {
  if (status === 429 || type === 'rate_limit') return 'slow-down'
  if (status === 401 || stranger) return 'reconnect'
  if (status === 503 && type === 'read_only') return 'network-down'
  if (status >= 500) return writes ? 'unknown-outcome' : 'network-down'
  if (status >= 300 && status < 400) return 'reconnect'
  if (status < 300) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function toldBy(answer: HttpAnswer): Told {
  try {
    const told: unknown = JSON.parse(answer.text())
    return typeof told === 'object' && told !== null ? (told as Told) : {}
  } catch {
    return {}
  }
}

function waitOf(answer: HttpAnswer, told: Told): number | undefined {
  const seconds = Number(answer.headers['retry-after'] ?? told.extras?.wait_seconds)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}
