import type { LedgerAct } from './ledger.ts'
import type { LabSite } from './network.ts'

type Change<T> = { [K in keyof T & string]: [table: K, key: string, value: T[K] | null] }[keyof T & string]
type Event<T> = { changes: Change<T>[]; issued: number }

/** An emulator's state as named tables of plain JSON rows, changed only by commits, so that replaying these gives it again. */
export type LabTables<T> = {
  rows: { readonly [K in keyof T]: ReadonlyMap<string, T[K]> }
  /** Each change sets a row, or with null takes it away. All of them happen together, with at most one act of the ledger. */
  commit: (changes: Change<T>[], act?: LedgerAct) => void
  /** A number no other thing of this emulator has, larger than all before. */
  nextId: () => number
}

export function openTables<T extends object>(site: LabSite, names: (keyof T & string)[]): LabTables<T> {
  const rows = Object.fromEntries(names.map((name) => [name, new Map()])) as { [K in keyof T]: Map<string, T[K]> }
  const { state, commit } = site.keep<{ rows: typeof rows; issued: number }, Event<T>>({ rows, issued: 100 }, apply)
  return {
    rows,
    commit: (changes, act) => commit({ changes, issued: state.issued }, act),
    nextId: () => {
      state.issued += 1
      return state.issued
    },
  }

  function apply(kept: { rows: typeof rows; issued: number }, event: Event<T>): void {
    kept.issued = Math.max(kept.issued, event.issued)
    for (const [table, key, value] of event.changes) {
      if (value === null) kept.rows[table].delete(key)
      else kept.rows[table].set(key, value)
    }
  }
}
