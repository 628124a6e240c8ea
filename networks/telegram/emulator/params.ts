import type { LabFile, LabRequest } from '../../lab/network.ts'
import { bad } from './refusals.ts'

/** The parameters of one call, from JSON, a form or the address; in forms, lists and objects are JSON texts. */
export type Given = {
  text: (name: string) => string | undefined
  number: (name: string) => number | undefined
  /** A number that may have a fraction. */
  real: (name: string) => number | undefined
  flag: (name: string) => boolean
  list: (name: string) => unknown[] | undefined
  object: (name: string) => Record<string, unknown> | undefined
  has: (name: string) => boolean
  file: (name: string) => LabFile | undefined
}

export function givenIn(request: LabRequest): Given {
  const body = isRecord(request.body) ? request.body : {}
  const all: Record<string, unknown> = { ...request.query, ...body }
  const structured = (name: string): unknown => {
    const value = all[name]
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      throw bad(`can't parse ${name}`)
    }
  }
  return {
    has: (name) => all[name] !== undefined || request.files.some((file) => file.field === name),
    text: (name) => (all[name] === undefined ? undefined : String(all[name])),
    number: (name) => {
      if (all[name] === undefined) return undefined
      const value = Number(all[name])
      if (!Number.isSafeInteger(value)) throw bad(`parameter "${name}" must be a number`)
      return value
    },
    real: (name) => {
      const value = all[name] === undefined || all[name] === '' ? undefined : Number(all[name])
      if (value !== undefined && !Number.isFinite(value)) throw bad(`parameter "${name}" must be a number`)
      return value
    },
    flag: (name) => all[name] === true || all[name] === 'true',
    list: (name) => {
      const value = structured(name)
      if (value !== undefined && !Array.isArray(value)) throw bad(`parameter "${name}" must be an array`)
      return value
    },
    object: (name) => {
      const value = structured(name)
      if (value !== undefined && !isRecord(value)) throw bad(`parameter "${name}" must be an object`)
      return value
    },
    file: (name) => request.files.find((file) => file.field === name),
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
