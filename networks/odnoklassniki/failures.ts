import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** https://apiok.ru/dev/errors (read 2026-11-22). */
export const notFound = 300
const denied = 10

export type Complaint = { error_code?: number; error_msg?: string }

/** The session ended, the keys do not belong together, or the right was taken back. */
const accessLost = new Set([10, 101, 102, 103, 104, 105, 200, 201, 401, 453, 455])
/** Floods and limits; the network never tells for how long. */
const rest = new Map([
  [7, 10 * 60_000],
  [8, 10 * 60_000],
  [9, 60 * 60_000],
  [11, 60 * 60_000],
])
const unclear = new Set([1, 2, 9999])

/** An error in an answer 200. */
export function failureOfError(error: Complaint, writes: boolean, conversing = false): NetworkFailure {
  const code = error.error_code ?? 0
  const reason = (error.error_msg ?? `Odnoklassniki refused with the code ${code}`).slice(0, 300)
  const evidence = { status: 200, code: String(code), body: reason }
  if (conversing && code === denied) return new NetworkFailure('rejected', reason, { evidence })
  if (accessLost.has(code)) return new NetworkFailure('reconnect', reason, { evidence })
  if (rest.has(code)) return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: rest.get(code) })
  if (unclear.has(code)) return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure('rejected', reason, { evidence })
}

export function failureOfStatus({ status, headers, text }: HttpAnswer, writes: boolean): NetworkFailure {
  const reason = `Odnoklassniki answered ${status}`
  const evidence = { status, code: String(status), body: text().slice(0, 300) }
  const wait = Number(headers['retry-after'])
  if (status === 429)
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: wait > 0 ? wait * 1000 : 60_000 })
  if (status === 401 || status === 403) return new NetworkFailure('reconnect', reason, { evidence })
  if (status < 500 && status >= 400) return new NetworkFailure('rejected', reason, { evidence })
  return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
}

export const saysCode = (error: unknown, ...wanted: number[]): boolean =>
  error instanceof NetworkFailure && wanted.some((code) => error.evidence.code === String(code))
