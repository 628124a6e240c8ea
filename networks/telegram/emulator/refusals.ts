import type { LabAnswer } from '../../lab/lab.ts'

/** The API's own form of a no. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly parameters: Record<string, number> | undefined
  constructor(status: number, description: string, parameters?: Record<string, number>) {
    super(description)
    this.status = status
    this.parameters = parameters
  }
}

export const bad = (description: string) => new ApiRefusal(400, `Bad Request: ${description}`)

export const refusalAnswer = ({ status, message, parameters }: ApiRefusal): LabAnswer => ({
  status,
  json: { ok: false, error_code: status, description: message, ...(parameters ? { parameters } : {}) },
})
