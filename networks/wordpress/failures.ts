import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

type Told = { code: string; message: string }

/**
 * What a refusing answer means: `{ code, message, data: { status } }`, or a web server's own page.
 * Source: https://developer.wordpress.org/rest-api/ and wp-includes/rest-api of 6.1.9, read and tried 2026-11-22.
 */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const { code, message } = toldBy(answer)
  const evidence = { status: answer.status, code, body: answer.text().slice(0, 1000), at: now.toISOString() }
  const kind = kindOf(answer.status, code, writes)
  const retryAfterMs = kind === 'slow-down' ? waitOf(answer.headers['retry-after'], now) : undefined
  return new NetworkFailure(kind, message, { retryAfterMs, evidence })
}

function kindOf(status: number, code: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429 || code === 'comment_flood') return 'slow-down'
  if (refusedFiles.has(code)) return 'rejected'
  if (status >= 500) return writes ? 'unknown-outcome' : 'network-down'
  if (status >= 300 && status < 400) return 'reconnect'
  if (status < 300) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** A file that is not taken is answered with 500, though nothing is broken. */
const refusedFiles = new Set(['rest_upload_sideload_error', 'rest_upload_unknown_error', 'rest_upload_file_error'])

function toldBy(answer: HttpAnswer): Told {
  const location = answer.headers.location
  if (answer.status >= 300 && answer.status < 400)
    return {
      code: 'moved',
      message: `the site moved${location ? ` to ${location.slice(0, 200)}` : ''}: connect it anew`,
    }
  try {
    const told: unknown = JSON.parse(answer.text())
    if (typeof told === 'object' && told !== null && 'code' in told && 'message' in told)
      return { code: String(told.code).slice(0, 100), message: String(told.message).slice(0, 500) }
  } catch {
    return { code: 'no-json', message: `the site answered ${answer.status}` }
  }
  return { code: 'no-reason', message: `the site answered ${answer.status}` }
}

/** Seconds or a date: RFC 9110, section 10.2.3. */
function waitOf(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(1, seconds) * 1000
  const until = Date.parse(header)
  return Number.isNaN(until) ? undefined : Math.max(1000, until - now.getTime())
}
