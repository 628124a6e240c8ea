/** What can be undone and redone. `kind` and `at` of the newest change decide whether typing goes on within one step. */
export type History<T> = { past: readonly T[]; present: T; future: readonly T[]; kind: string; at: number }

const keep = 200
const pauseMs = 1_200

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], kind: '', at: 0 })

/** Notes a change. Changes of the same kind without a pause between them are one step. */
export function note<T>(history: History<T>, next: T, kind: string, now: number): History<T> {
  if (next === history.present) return history
  const goesOn = kind !== '' && kind === history.kind && now - history.at < pauseMs && history.past.length > 0
  const past = goesOn ? history.past : [...history.past, history.present].slice(-keep)
  return { past, present: next, future: [], kind, at: now }
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1)
  if (previous === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    kind: '',
    at: 0,
  }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, kind: '', at: 0 }
}

/** What arrived from others: steps back and forth go through `rebase`, so that undoing mine does not undo theirs. */
export function rebaseHistory<T>(history: History<T>, present: T, rebase: (one: T) => T): History<T> {
  return { ...history, past: history.past.map(rebase), future: history.future.map(rebase), present, kind: '' }
}
