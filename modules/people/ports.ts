import type { DbOrTx } from '../../kernel/db/tables.ts'
import { openPort } from '../../kernel/port.ts'

/** Answered by whoever keeps words ready: the greeting the brand wrote for newcomers, in that language or undefined. */
export const savedGreeting =
  openPort<
    (db: DbOrTx, of: { brandId: string; language: string }) => Promise<{ text: string; language: string } | undefined>
  >()

/** One person, with all ids the networks know them by. */
export type Whose = { brandId: string; personId: string; identityIds: string[] }

/**
 * Answered by every room that keeps something of persons: all of it, for them to read. `name` is the file's part, such as
 * `interactions`; parts may be long, so they are told in pieces.
 */
export const personalData = openPort<{ name: string; tell: (db: DbOrTx, of: Whose) => AsyncIterable<unknown> }>()
