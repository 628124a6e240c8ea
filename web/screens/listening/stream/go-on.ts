import { countOf, idsAt, type ListWindow, rowOf } from '../../inbox/list/list-window.ts'

/** The row to go on with when these leave the list: the next one that stays, else the one before. */
export function neighbourOf(list: Pick<ListWindow<never>, 'pages'>, leaving: readonly string[]): string | undefined {
  const rows = leaving.map((id) => rowOf(list, id)).filter((row) => row >= 0)
  if (rows.length === 0) return undefined
  const last = Math.max(...rows)
  const first = Math.min(...rows)
  const after = idsAt(list, last + 1, countOf(list)).find((id) => id !== undefined)
  return after ?? idsAt(list, 0, first).findLast((id) => id !== undefined)
}

/** Once it is drawn, the keyboard is at that row. */
export const focusRow = (id: string): void =>
  void requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true }),
  )
