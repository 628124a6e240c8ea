import { toast } from '../../ui/toast.tsx'

const undoForMs = 10_000

let last: { undo: () => void; until: number } | null = null

/** Says what was done, with a way back by its button or by Z, for as long as that is told. */
export function offerUndo(text: string, word: string, undo: () => void, forMs = undoForMs): void {
  const offer = { undo: once(undo), until: Date.now() + forMs }
  last = offer
  toast(text, { act: { text: word, onAct: offer.undo } })
}

/** The same without words: where the screen itself shows what may be undone. */
export function allowUndo(undo: () => void, until: number): void {
  last = { undo, until }
}

export function undoLast(): boolean {
  const offer = last
  last = null
  if (!offer || offer.until < Date.now()) return false
  offer.undo()
  return true
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}
