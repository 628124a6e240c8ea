import { toast } from '../../ui/toast.tsx'

const undoForMs = 10_000

type Offer = { undo: () => void; until: number; replyId?: string }
let last: Offer | null = null
let lastUndone = ''
const offered = new Set<string>()

/** Says what was done, with a way back by its button or by Z, for as long as that is told. */
export function offerUndo(text: string, word: string, undo: () => void, forMs = undoForMs): void {
  const offer = { undo: once(undo), until: Date.now() + forMs }
  last = offer
  toast(text, { act: { text: word, onAct: offer.undo } })
}

/** The same without words: where the screen itself shows what may be undone. Of one answer only the first word counts. */
export function allowUndo(replyId: string, undo: () => void, until: number): void {
  if (offered.has(replyId)) return
  offered.add(replyId)
  last = { undo, until, replyId }
}

/** The news of an answer can come before the desk's own word that it was taken, and so can its undoing. */
export const wasUndone = (replyId: string): boolean => lastUndone === replyId

export function undoLast(): boolean {
  const offer = last
  last = null
  if (!offer || offer.until < Date.now()) return false
  lastUndone = offer.replyId ?? ''
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
