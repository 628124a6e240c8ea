import { useState } from 'react'
import type { FieldComplaint } from '../../../api/failure.ts'

/** What the desk refused of an answer, for the fields that can show it: each until it is written anew or the answer is sent again. */
export function useRefusals(hasPlace: (path: string) => boolean) {
  const [{ shown, times }, setRefused] = useState<{ shown: FieldComplaint[]; times: number }>({ shown: [], times: 0 })
  return {
    /** How often something was refused in place: whoever shows it moves there once each time. */
    times,
    /** Under this path and below it. */
    at: (path: string): string | undefined =>
      shown
        .filter((one) => one.path === path || one.path.startsWith(`${path}.`))
        .map((one) => one.message)
        .join(' ') || undefined,
    /** Shows what has a place, and gives the rest. */
    take: (fields: FieldComplaint[]): FieldComplaint[] => {
      const placed = fields.filter((one) => hasPlace(one.path))
      setRefused((before) => ({ shown: placed, times: before.times + (placed.length > 0 ? 1 : 0) }))
      return fields.filter((one) => !placed.includes(one))
    },
    forget: (path?: string) =>
      setRefused((before) => ({
        ...before,
        shown: path === undefined ? [] : before.shown.filter((one) => one.path !== path),
      })),
  }
}
