import type { LabAnswer, LabRequest } from '../../lab/network.ts'

/** A no in the form of the protocol: thrown by a handler, answered by `guarded`. */
export class XrpcNo extends Error {
  readonly status: number
  readonly error: string
  readonly headers: Record<string, string>
  constructor(status: number, error: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.error = error
    this.headers = headers
  }
}

export const invalid = (message: string): XrpcNo => new XrpcNo(400, 'InvalidRequest', message)
export const answerOf = (no: XrpcNo): LabAnswer => ({
  status: no.status,
  headers: no.headers,
  json: { error: no.error, message: no.message },
})
export const ok = (json: unknown, headers: Record<string, string> = {}): LabAnswer => ({ status: 200, json, headers })

export type Handle = (request: LabRequest) => LabAnswer | Promise<LabAnswer>

export const guarded =
  (handle: Handle): Handle =>
  async (request) => {
    try {
      return await handle(request)
    } catch (error) {
      if (error instanceof XrpcNo) return answerOf(error)
      throw error
    }
  }

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field of the body or the query that must be there. */
export function needed(from: unknown, field: string): string {
  const value = isObject(from) ? from[field] : undefined
  if (typeof value !== 'string' || value === '') throw invalid(`Missing required key "${field}" at $`)
  return value
}

export const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value
export const many = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export function limitOf(request: LabRequest, fallback = 50, most = 100): number {
  const asked = one(request.query.limit)
  if (asked === undefined) return fallback
  const limit = Number(asked)
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw invalid(`limit must be from 1 to ${most}`)
  return limit
}
