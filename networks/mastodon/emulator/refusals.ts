import type { LabAnswer } from '../../lab/lab.ts'

/** A no of the emulated server, thrown where it is found and answered at the door. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const invalid = (message: string) => new Refused(422, `Validation failed: ${message}`)
export const missing = () => new Refused(404, 'Record not found')

export const refusal = (status: number, error: string, headers?: Record<string, string>): LabAnswer => ({
  status,
  json: { error },
  headers,
})
