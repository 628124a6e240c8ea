import type { LabAnswer } from '../../lab/lab.ts'
import type { Grant, Refused as GrantRefused } from '../oauth2/grant-door.ts'

/** A no of an emulated Google API, thrown where it is found and answered at the door. */
export class Refused extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

const statusWords: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

export const refusal = (status: number, reason: string, message: string, headers = {}): LabAnswer => ({
  status,
  headers,
  json: {
    error: {
      code: status,
      message,
      errors: [{ message, domain: 'global', reason }],
      status: statusWords[status] ?? 'UNKNOWN',
    },
  },
})

export async function answering(run: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refused) return refusal(error.status, error.reason, error.message)
    throw error
  }
}

export const tooMany = (retryAfterS: number | null): LabAnswer =>
  refusal(
    retryAfterS === null ? 403 : 429,
    'rateLimitExceeded',
    'Rate Limit Exceeded',
    retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
  )

export const broken = (status: number): LabAnswer =>
  refusal(status, status === 404 ? 'notFound' : 'backendError', status === 404 ? 'Not Found' : 'Internal error')

/** What the token door answers. */
export const tokenAnswer = (given: Grant | GrantRefused, now: Date, withRefresh: boolean): LabAnswer =>
  'error' in given
    ? {
        status: given.error === 'invalid_client' ? 401 : 400,
        json: { error: given.error, error_description: given.why },
      }
    : {
        status: 200,
        json: {
          access_token: given.access,
          expires_in: Math.round((Date.parse(given.until) - now.getTime()) / 1000),
          ...(withRefresh ? { refresh_token: given.refresh } : {}),
          scope: given.scopes.join(' '),
          token_type: 'Bearer',
        },
      }
