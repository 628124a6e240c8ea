import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

/** https://dev.vk.com/reference/errors (read 2026-11-22); `specs/vk/errors.json` names them all. */
export const codes = { notFound: 104, param: 100, access: 15, tooMany: 6, groupAuth: 27 } as const

export type Complaint = { error_code?: number; error_msg?: string }

/** The key ended, was withdrawn, is of the wrong kind, or waits for its owner at the network. */
const accessLost = new Set([2, 4, 5, 7, 16, 17, 18, 25, 27, 28, 37, 42, 203, 1114, 1116, 1117, 3609, 3610, 3611])
/** How long to rest, in milliseconds; VK never tells. A captcha is asked for while calls come too densely. */
const rest = new Map([
  [6, 1000],
  [9, 10 * 60_000],
  [14, 10 * 60_000],
  [29, 60 * 60_000],
  [32, 60_000],
])
/** Access is denied because the community, or who asks, is no more. */
const nobodyThere = /\b(group|community|user|page) (is|was) (blocked|deleted|banned|deactivated)/i
/** Nobody knows whether it was done. */
const unclear = new Set([1, 10, 13, 36])
const downNow = new Set([23, 43])

/** An error in an answer 200. */
export function failureOfError(error: Complaint, writes: boolean): NetworkFailure {
  const code = error.error_code ?? 0
  const reason = error.error_msg ?? `VK refused with the code ${code}`
  const evidence = { status: 200, code: String(code), body: reason.slice(0, 500) }
  const gone = code === codes.access && nobodyThere.test(reason)
  if (gone || accessLost.has(code)) return new NetworkFailure('reconnect', reason, { evidence })
  if (rest.has(code)) return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: rest.get(code) })
  if (downNow.has(code)) return new NetworkFailure('network-down', reason, { evidence })
  if (unclear.has(code)) return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure('rejected', reason, { evidence })
}

/** A status other than 200: what stands before the API answers so. */
export function failureOfStatus({ status, headers, text }: HttpAnswer, writes: boolean): NetworkFailure {
  const reason = `VK answered ${status}`
  const evidence = { status, code: String(status), body: text().slice(0, 300) }
  const wait = Number(headers['retry-after'])
  if (status === 429)
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: wait > 0 ? wait * 1000 : 1000 })
  if (status === 401 || status === 403) return new NetworkFailure('reconnect', reason, { evidence })
  if (status < 500 && status >= 400) return new NetworkFailure('rejected', reason, { evidence })
  return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
}

export const saysCode = (error: unknown, ...wanted: number[]): boolean =>
  error instanceof NetworkFailure && wanted.some((code) => error.evidence.code === String(code))
