import { type FailureKind, NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer } from '../../../kernel/http/client.ts'

type Told = { code: number; subcode: number; message: string; transient: boolean }

/**
 * What a refusal of the graph means. Codes: https://developers.facebook.com/docs/graph-api/guides/error-handling,
 * …/docs/instagram-platform/instagram-graph-api/reference/error-codes, …/docs/whatsapp/cloud-api/support/error-codes (read 2026-11-22).
 */
export function failureOf(answer: HttpAnswer, writes: boolean, now: Date): NetworkFailure {
  const told = toldIn(answer)
  const kind = told ? kindOf(told, answer.status, writes) : kindOfStatus(answer.status, writes)
  const code = told ? (told.subcode ? `${told.code}/${told.subcode}` : String(told.code)) : undefined
  return new NetworkFailure(kind, told?.message ?? `the network answered ${answer.status}`, {
    retryAfterMs: kind === 'slow-down' ? waitOf(answer.headers) : undefined,
    evidence: { status: answer.status, code, body: answer.text().slice(0, 1000), at: now.toISOString() },
  })
}

/** What is not there any more, or was never to be seen by us: code 100 with subcode 33, or 803. */
export const isGone = (error: unknown): error is NetworkFailure =>
  error instanceof NetworkFailure && ['100/33', '803', '24/2207006'].includes(error.evidence.code ?? '')

/** Limits of app, user, page and place: all pass with time. 368 is a block for behaviour that passes too. */
const slow = new Set([4, 9, 17, 32, 341, 368, 613, 130429, 131048, 131056, 131057])
/** A posting limit, and a container whose files are still being taken in. */
const slowSubcodes = new Set([2207042, 2207027, 2207050])
/** Refusals that carry the code of a missing right, but are about one message or person. */
const aboutThisOne = new Set([2018278, 2018108, 1545041, 2534022, 2534001, 1893016])

function kindOf({ code, subcode, transient }: Told, status: number, writes: boolean): FailureKind {
  if (slow.has(code) || slowSubcodes.has(subcode) || (code >= 80000 && code <= 80014) || status === 429)
    return 'slow-down'
  if (aboutThisOne.has(subcode)) return 'rejected'
  if ([3, 10, 102, 190, 458, 459, 463, 464, 467, 131005, 131042].includes(code)) return 'reconnect'
  if ((code >= 200 && code <= 299) || (code === 0 && status === 401)) return 'reconnect'
  if (transient || status >= 500 || code === 1 || code === 2) return writes ? 'unknown-outcome' : 'network-down'
  return 'rejected'
}

/** Answers that are not the graph's own, such as a page of a gateway. */
function kindOfStatus(status: number, writes: boolean): FailureKind {
  if (status === 401) return 'reconnect'
  if (status === 429) return 'slow-down'
  return writes ? 'unknown-outcome' : 'network-down'
}

function toldIn(answer: HttpAnswer): Told | undefined {
  const error = errorIn(answer.text())
  if (!error) return undefined
  const text = (name: string) => (typeof error[name] === 'string' && error[name] !== '' ? error[name] : undefined)
  const number = (name: string) => (typeof error[name] === 'number' ? error[name] : 0)
  const details = text('error_user_msg') ?? detailsIn(error.error_data)
  const message = text('message') ?? `the network answered ${answer.status}`
  return {
    code: number('code'),
    subcode: number('error_subcode'),
    message: details && details !== message ? `${message} ${details}` : message,
    transient: error.is_transient === true,
  }
}

function errorIn(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    if (!isRecord(body)) return undefined
    if (isRecord(body.error)) return body.error
    return typeof body.error_message === 'string' ? { code: body.code, message: body.error_message } : undefined
  } catch {
    return undefined
  }
}

const detailsIn = (data: unknown) => (isRecord(data) && typeof data.details === 'string' ? data.details : undefined)
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Seconds of `Retry-After`, else minutes of the business limits: https://developers.facebook.com/docs/graph-api/overview/rate-limiting. */
function waitOf(headers: Record<string, string>): number | undefined {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return Math.ceil(seconds * 1000)
  const minutes = minutesIn(headers['x-business-use-case-usage'])
  return minutes > 0 ? Math.ceil(minutes * 60_000) : undefined
}

function minutesIn(header: string | undefined): number {
  try {
    const usage: unknown = JSON.parse(header ?? '{}')
    const rows = isRecord(usage) ? Object.values(usage).flat() : []
    const told = rows.map((row) => (isRecord(row) ? Number(row.estimated_time_to_regain_access) : 0))
    return Math.max(0, ...told.filter(Number.isFinite))
  } catch {
    return 0
  }
}
