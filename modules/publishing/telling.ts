import type { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Said } from './tables.ts'

/** A failure in words for the ledger, by its kind. */
export function said(failure: NetworkFailure): Said {
  if (failure.kind === 'rejected')
    return { code: 'publishing.end.rejected', values: { why: failure.message.slice(0, 500) } }
  if (failure.kind !== 'slow-down') return { code: `publishing.end.${failure.kind}` }
  return { code: 'publishing.end.slow-down', values: { seconds: Math.ceil((failure.retryAfterMs ?? 0) / 1000) } }
}

export function evidenceOf(failure: NetworkFailure): JsonObject {
  const { status, code, body, at, note } = failure.evidence
  const told = { status, code, at, note, body: body?.slice(0, 2_000), reason: failure.message.slice(0, 500) }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as JsonObject
}
