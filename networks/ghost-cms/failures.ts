import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

type Told = { message: string; type: string; code: string }

/**
 * What a refusing answer means: `{ errors: [{ message, context, type, code }] }`, or a web server's own page.
 * Source: https://docs.ghost.org/content-api/#errors, https://docs.ghost.org/admin-api/ (read 2026-11-22).
 */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const { message, type, code } = toldBy(answer)
  const evidence = { status: answer.status, code: code || type, body: bodyOf(answer), at: now.toISOString() }
  const kind = kindOf(answer.status, type, writes)
  const retryAfterMs = kind === 'slow-down' ? waitOf(answer.headers['retry-after'], now) : undefined
  return new NetworkFailure(kind, message, { retryAfterMs, evidence })
}

function kindOf(status: number, type: string, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429) return 'slow-down'
  if (status === 503 && type === 'MaintenanceError') return 'network-down'
  if (status >= 500) return writes ? 'unknown-outcome' : 'network-down'
  if (status >= 300 && status < 400) return 'reconnect'
  if (status < 300) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

function toldBy(answer: HttpAnswer): Told {
  const none = { message: `the site answered ${answer.status}`, type: '', code: '' }
  if (answer.status >= 300 && answer.status < 400)
    return { ...none, message: 'the site moved: connect it anew at its new address' }
  try {
    const { errors } = JSON.parse(answer.text()) as { errors?: Record<string, unknown>[] }
    const [first] = Array.isArray(errors) ? errors : []
    if (!first) return none
    const words = [first.message, first.context].filter((one) => typeof one === 'string').join(' ')
    return { message: words.slice(0, 500), type: String(first.type ?? ''), code: String(first.code ?? '') }
  } catch {
    return none
  }
}

/** Ghost repeats a token it refuses: the ledger must not. */
const bodyOf = (answer: HttpAnswer) =>
  answer
    .text()
    .slice(0, 1000)
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '…')

function waitOf(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(1, seconds) * 1000
  const until = Date.parse(header)
  return Number.isNaN(until) ? undefined : Math.max(1000, until - now.getTime())
}
