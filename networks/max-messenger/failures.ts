import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'

type Complaint = { code?: string; message?: string }

/** While a file is worked on, a message with it is refused and surely not made: it is sent again a little later. */
const notReady = /not\.ready|not\.processed/i
const processingMs = 3000

/** What MAX's no means: a status, and `{ code, message }` in the body. */
export function failureOf(answer: HttpAnswer, writes: boolean): NetworkFailure {
  const { status, headers } = answer
  const told = complaintIn(answer)
  const reason = (told?.message ?? `MAX answered ${status}`).slice(0, 300)
  const evidence = { status, code: told?.code ?? String(status), body: reason }
  const wait = Number(headers['retry-after'])
  if (status === 429)
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: wait > 0 ? wait * 1000 : 1000 })
  if (status === 401 || status === 403) return new NetworkFailure('reconnect', reason, { evidence })
  if (status === 400 && notReady.test(`${told?.code} ${reason}`))
    return new NetworkFailure('slow-down', reason, { evidence, retryAfterMs: processingMs })
  if (status >= 400 && status < 500) return new NetworkFailure('rejected', reason, { evidence })
  return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
}

/** `success: false` in an answer 200. */
export function refusalIn(told: unknown): NetworkFailure | undefined {
  if (typeof told !== 'object' || told === null || !('success' in told) || told.success !== false) return undefined
  const reason = 'message' in told && typeof told.message === 'string' ? told.message : 'MAX refused it'
  return new NetworkFailure('rejected', reason.slice(0, 300), { evidence: { status: 200, body: reason.slice(0, 300) } })
}

function complaintIn(answer: HttpAnswer): Complaint | undefined {
  try {
    const told: unknown = JSON.parse(answer.text())
    return typeof told === 'object' && told !== null ? told : undefined
  } catch {
    return undefined
  }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof NetworkFailure && (error.evidence.status === 404 || /not\s?found/i.test(error.message))
