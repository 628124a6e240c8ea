import type { Kysely, Transaction } from 'kysely'

/** Every table of the database. Each module adds its own in its `tables.ts` by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: modules extend it
export interface Tables {}

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
export type DbOrTx = Db | Tx
