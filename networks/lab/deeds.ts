import type { LabPerson } from './voices.ts'

/** Something a person of the cast is going to do at that moment; `key` names it reproducibly. */
export type Deed = {
  key: string
  at: Date
  person: LabPerson
  /** Of a crowd: who has less of it than the account has calmed stays silent. From 0 to 1. */
  patience?: number
  scene?: string
} & (
  | { does: 'comment'; under: Target; text: string; picture?: boolean }
  | { does: 'message'; to: string; text: string; picture?: boolean }
  | { does: 'edit'; what: string; text: string }
  | { does: 'erase'; what: string }
)
/** A post or comment that stands, or what came of an earlier deed. */
export type Target = { id: string } | { deed: string }

/** Somebody's words that the account answered. */
export type Answered = {
  id: string
  person: LabPerson
  text: string
  at: Date
  /** In a talk of the two, where the ledger does not say so. */
  inPrivate?: boolean
}

export const after = (moment: Date, seconds: number): Date => new Date(moment.getTime() + Math.round(seconds * 1000))
