import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

type Told = { meta?: { msg?: string }; errors?: { title?: string; detail?: string; code?: number }[] }

/** Limits of a day and a video still in work: https://github.com/tumblr/docs api.md "Errors and Error Subcodes" (read 2026-11-22). */
const passing = new Set([8004, 8010, 8011, 8023])

export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const told = toldIn(answer)
  const [first] = Array.isArray(told.errors) ? told.errors : []
  const reason = first?.detail ?? first?.title ?? told.meta?.msg ?? `Tumblr answered ${answer.status}`
  const code = first?.code
  const evidence = {
    status: answer.status,
    ...(code === undefined ? {} : { code: String(code) }),
    body: answer.text().slice(0, 1000),
    at: now.toISOString(),
  }
  const kind = kindOf(answer.status, code, writes)
  const retryAfterMs = kind === 'slow-down' ? waitOf(answer, code) : undefined
  return new NetworkFailure(kind, reason, { retryAfterMs, evidence })
}

function kindOf(status: number, code: number | undefined, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429 || (status === 403 && passing.has(code ?? 0))) return 'slow-down'
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

/** Seconds until the window that is used up begins anew; a video in work is asked again soon, a day's limit within the hour. */
function waitOf({ headers, status }: HttpAnswer, code: number | undefined): number | undefined {
  if (status === 403) return code === 8010 ? 60_000 : 3_600_000
  const waits = ['perhour', 'perday'].flatMap((window) => {
    const left = Number(headers[`x-ratelimit-${window}-remaining`] ?? 1)
    const reset = Number(headers[`x-ratelimit-${window}-reset`])
    return left <= 0 && reset > 0 ? [reset * 1000] : []
  })
  return waits.length > 0 ? Math.max(...waits) : undefined
}
