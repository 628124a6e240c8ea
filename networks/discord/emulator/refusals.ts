import type { LabAnswer } from '../../lab/network.ts'

/** A refusal in the API's own form: https://docs.discord.com/developers/reference#error-messages (read 2026-11-22). */
export class Refused extends Error {
  readonly status: number
  readonly code: number
  readonly errors: Record<string, unknown> | undefined
  constructor(status: number, code: number, message: string, errors?: Record<string, unknown>) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

/** `Invalid Form Body`, with the field as a path of names. */
export const invalid = (field: string, code: string, message: string) =>
  new Refused(400, 50035, 'Invalid Form Body', nested(field.split('.'), { _errors: [{ code, message }] }))

const nested = (path: string[], leaf: Record<string, unknown>): Record<string, unknown> =>
  path.reduceRight((below: Record<string, unknown>, name) => ({ [name]: below }), leaf)

export const refusalAnswer = ({ status, code, message, errors }: Refused): LabAnswer => ({
  status,
  json: { message, code, ...(errors ? { errors } : {}) },
})
