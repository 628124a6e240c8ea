import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { Envelope } from './api.ts'

/** What a refusing status means. https://support.reddithelp.com/hc/en-us/articles/16160319875092 (read 2026-11-22). */
export function failureOf(answer: HttpAnswer, writes: boolean): NetworkFailure {
  const { status, headers } = answer
  const reason = reasonOf(answer)
  const retryAfterMs = status === 429 ? waitOf(headers) : undefined
  const evidence = { status, body: answer.text().slice(0, 500) }
  return new NetworkFailure(kindOf(answer, writes), reason, { retryAfterMs, evidence })
}

function kindOf({ status, headers }: HttpAnswer, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 403 && /insufficient_scope/.test(headers['www-authenticate'] ?? '')) return 'reconnect'
  if (status === 429) return 'slow-down'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** `X-Ratelimit-Reset` is how many seconds are left of the ten minutes. */
function waitOf(headers: Record<string, string>): number | undefined {
  const seconds = [headers['retry-after'], headers['x-ratelimit-reset']]
    .map(Number)
    .find((one) => Number.isFinite(one) && one > 0)
  return seconds === undefined ? undefined : seconds * 1000
}

function reasonOf(answer: HttpAnswer): string {
  try {
    const told = JSON.parse(answer.text()) as { message?: unknown; explanation?: unknown; reason?: unknown }
    const said = [told.explanation, told.message, told.reason].filter((one) => typeof one === 'string' && one !== '')
    if (said.length > 0) return said.join(': ')
  } catch {
    return `Reddit answered ${answer.status}`
  }
  return `Reddit answered ${answer.status}`
}

/** A 200 that holds errors did nothing. Throws when there is one. */
export function refuseErrors({ json }: Envelope<unknown>): void {
  const [first] = json?.errors ?? []
  if (!first) return
  const [code, words, field] = first
  const evidence = { status: 200, code, body: JSON.stringify(json?.errors).slice(0, 500) }
  const reason = field ? `${words} (${field})` : words
  if (code === 'RATELIMIT')
    throw new NetworkFailure('slow-down', reason, { retryAfterMs: pauseIn(words, json?.ratelimit), evidence })
  throw new NetworkFailure(code === 'USER_REQUIRED' ? 'reconnect' : 'rejected', reason, { evidence })
}

/** New accounts are told in words how long to rest. */
function pauseIn(words: string, told: number | undefined): number | undefined {
  if (told !== undefined && told > 0) return Math.ceil(told * 1000)
  const [, number, unit] = /(\d+) (millisecond|second|minute|hour)/.exec(words) ?? []
  const ms = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 }[unit ?? '']
  return number && ms ? Number(number) * ms : undefined
}
