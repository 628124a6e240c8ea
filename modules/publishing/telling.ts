import { type NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Said } from './tables.ts'

/** A failure in words for the ledger, by its kind. */
export function said(failure: NetworkFailure): Said {
  if (failure.kind === 'rejected')
    return ownNo(failure) ?? { code: 'publishing.end.rejected', values: { why: failure.message.slice(0, 500) } }
  if (failure.kind !== 'slow-down') return { code: `publishing.end.${failure.kind}` }
  return { code: 'publishing.end.slow-down', values: { seconds: Math.ceil((failure.retryAfterMs ?? 0) / 1000) } }
}

/** What the desk itself found it could not do, in words of its own catalogues. */
export const ownNo = ({ cause }: NetworkFailure): Said | undefined =>
  cause instanceof Refusal ? { code: cause.code, values: cause.values } : undefined

export function evidenceOf(failure: NetworkFailure): JsonObject {
  const { status, code, body, at, note } = failure.evidence
  const told = { status, code, at, note, body: body?.slice(0, 2_000), reason: failure.message.slice(0, 500) }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as JsonObject
}
