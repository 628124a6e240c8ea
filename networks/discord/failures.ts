import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { moved } from '../moved.ts'

export type Complaint = { code?: number; message?: string; retry_after?: number; global?: boolean; errors?: unknown }

/** Codes that say the bot was put out of the server: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (read 2026-11-22). */
const accessLost = new Set([10004, 40001])

/** What a refusing answer means. `writes`: might the call have made something before it failed? */
export function failureOf(answer: HttpAnswer, writes: boolean): NetworkFailure {
  const elsewhere = moved(answer)
  if (elsewhere) return elsewhere
  const { status } = answer
  const complaint = complaintIn(answer)
  const detail = firstError(complaint?.errors)
  const reason = [complaint?.message ?? `Discord answered ${status}`, detail].filter(Boolean).join(': ')
  const evidence = { status, code: String(complaint?.code ?? status), body: answer.text().slice(0, 800) }
  const retryAfterMs = status === 429 ? waitOf(answer, complaint) : undefined
  return new NetworkFailure(kindOf(status, complaint?.code, writes), reason, { evidence, retryAfterMs })
}

function kindOf(status: number, code: number | undefined, writes: boolean): FailureKind {
  if (status === 429) return 'slow-down'
  if (status === 401 || (code !== undefined && accessLost.has(code))) return 'reconnect'
  if (status >= 500 || status < 400) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** The body tells seconds with their fraction; the edge in front of the API only sets a header, or says nothing. */
function waitOf(answer: HttpAnswer, complaint: Complaint | undefined): number | undefined {
  const told = [complaint?.retry_after, answer.headers['x-ratelimit-reset-after'], answer.headers['retry-after']]
  const seconds = told.map(Number).find((one) => Number.isFinite(one) && one > 0)
  return seconds === undefined ? undefined : Math.ceil(seconds * 1000)
}

function complaintIn(answer: HttpAnswer): Complaint | undefined {
  try {
    const body: unknown = JSON.parse(answer.text())
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}

/** The first sentence of the tree of errors, with the field it is about. */
function firstError(errors: unknown, path = ''): string {
  if (typeof errors !== 'object' || errors === null) return ''
  for (const [key, below] of Object.entries(errors)) {
    if (key === '_errors' && Array.isArray(below)) {
      const said = (below[0] as { message?: unknown } | undefined)?.message
      return typeof said === 'string' ? `${path} ${said}`.trim() : ''
    }
    const found = firstError(below, path ? `${path}.${key}` : key)
    if (found) return found
  }
  return ''
}

export const hasCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof NetworkFailure && codes.includes(Number(error.evidence.code))
