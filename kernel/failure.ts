/** Values filled into a message of the catalogues. */
export type MessageValues = Record<string, string | number>

/**
 * A complaint about one field of what a caller sent: `path` as in `parts.0.text`, `code` stable, message by catalogue key.
 * `at`: the characters of the field that it is about, where they are known; `mend`: what to write in place of others so that it goes.
 */
export type FieldProblem = {
  path: string
  code: string
  values?: MessageValues
  at?: { from: number; to: number }
  mend?: { from: number; to: number; text: string }
}

/**
 * Our no to a caller. `code` is stable and is also the key of its words in the catalogues;
 * the text reaches the caller in their language, and says what to do next.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly values: MessageValues
  readonly fields: FieldProblem[]

  constructor(
    status: number,
    code: string,
    more: { values?: MessageValues; fields?: FieldProblem[]; cause?: unknown } = {},
  ) {
    super(code, { cause: more.cause })
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.values = more.values ?? {}
    this.fields = more.fields ?? []
  }
}

export const badField = (path: string, code: string, values?: MessageValues) =>
  new Refusal(422, 'request.invalid', { fields: [{ path, code, values }] })
export const notFound = (code = 'request.notFound') => new Refusal(404, code)
export const forbidden = (code = 'request.forbidden') => new Refusal(403, code)
export const conflict = (code: string, values?: MessageValues) => new Refusal(409, code, { values })

/**
 * What a network may answer besides success, a closed list:
 * - `reconnect`: the access we hold is no longer good; a person must connect the account again.
 * - `slow-down`: not now; `retryAfterMs` when the network told it.
 * - `rejected`: it will never take this as it stands; `reason` is the network's own text.
 * - `network-down`: nothing was sent, or surely nothing was done; calling again is safe.
 * - `unknown-outcome`: it may or may not have been done; never call again blindly.
 */
export type FailureKind = 'reconnect' | 'slow-down' | 'rejected' | 'network-down' | 'unknown-outcome'

/** What was seen, kept for the ledger: never a token, at most a few kB. */
export type Evidence = { status?: number; code?: string; body?: string; at?: string; note?: string }

export class NetworkFailure extends Error {
  readonly kind: FailureKind
  readonly retryAfterMs: number | undefined
  readonly evidence: Evidence

  constructor(
    kind: FailureKind,
    reason: string,
    more: { retryAfterMs?: number; evidence?: Evidence; cause?: unknown } = {},
  ) {
    super(reason, { cause: more.cause })
    this.name = 'NetworkFailure'
    this.kind = kind
    this.retryAfterMs = more.retryAfterMs
    this.evidence = more.evidence ?? {}
  }
}
