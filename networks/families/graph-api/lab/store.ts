import type { LedgerAct } from '../../../lab/ledger.ts'
import type { LabSite } from '../../../lab/network.ts'

/** Rows by kind and id, kept over restarts; oldest first. A row is never changed in place: it is put anew. */
export type Store<T extends Record<string, object>> = {
  get<K extends keyof T & string>(kind: K, id: string): T[K] | undefined
  all<K extends keyof T & string>(kind: K): T[K][]
  put<K extends keyof T & string>(kind: K, id: string, row: T[K], act?: LedgerAct): T[K]
  drop<K extends keyof T & string>(kind: K, id: string, act?: LedgerAct): void
  /** A number no row had before, larger than those before it. */
  next(): number
}

type Event = { put: string; id: string; row: object } | { drop: string; id: string }
type State = { rows: Map<string, Map<string, object>>; last: number }

export function openStore<T extends Record<string, object>>(site: LabSite): Store<T> {
  const { state, commit } = site.keep<State, Event>({ rows: new Map(), last: 0 }, apply)
  const of = (kind: string) => state.rows.get(kind) ?? new Map<string, object>()
  return {
    get: <K extends keyof T & string>(kind: K, id: string) => of(kind).get(id) as T[K] | undefined,
    all: <K extends keyof T & string>(kind: K) => [...of(kind).values()] as T[K][],
    put: (kind, id, row, act) => {
      commit({ put: kind, id, row }, act)
      return row
    },
    drop: (kind, id, act) => commit({ drop: kind, id }, act),
    next: () => state.last + 1,
  }
}

function apply(state: State, event: Event): void {
  if ('drop' in event) {
    state.rows.get(event.drop)?.delete(event.id)
    return
  }
  const rows = state.rows.get(event.put) ?? new Map<string, object>()
  if (!rows.has(event.id)) state.last += 1
  state.rows.set(event.put, rows.set(event.id, event.row))
}
