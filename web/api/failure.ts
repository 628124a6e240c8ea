import type { Say } from '../i18n/words.tsx'

export type FieldComplaint = { path: string; code: string; message: string }

/**
 * What went wrong with a call. `status` 0 means the desk was not reached (offline, restarting): nothing is known to be done,
 * and writes carry their key, so that trying again is safe.
 */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldComplaint[]

  constructor(status: number, code: string, message: string, fields: FieldComplaint[] = [], cause?: unknown) {
    super(message, { cause })
    this.name = 'ApiFailure'
    this.status = status
    this.code = code
    this.fields = fields
  }

  /** In words for a person: the API's own, already in their language, or ours where it could not answer. */
  saidIn(say: Say): string {
    if (this.status === 0) return say('api.unreachable')
    if (!this.message) return say(this.status >= 500 ? 'api.broken' : 'api.refused')
    return this.message
  }
}

export const failureOf = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure(500, 'web.broken', '', [], error)
