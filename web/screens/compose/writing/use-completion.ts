import { type KeyboardEvent, useId, useState } from 'react'
import { completions, putIn, wordBefore } from './complete-word.ts'

type CompletionOptions = {
  text: string
  caret: number
  known: readonly string[]
  onText: (text: string, caret: number) => void
}

/** Offers mentions and hashtags used before while one is being typed. Tab or Enter takes, Escape closes. */
export function useCompletion({ text, caret, known, onText }: CompletionOptions) {
  const listId = useId()
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const begun = wordBefore(text, caret)
  const typed = begun ? begun.sign + begun.word : ''
  const words = begun && dismissed !== typed ? completions(begun, known) : []
  const at = Math.min(active, Math.max(0, words.length - 1))
  const pick = (word: string) => {
    if (!begun) return
    const put = putIn(text, begun.from, begun.to, word, true)
    setActive(0)
    onText(put.text, put.caret)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (words.length === 0) return
    const chosen = words[at]?.word
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((at + step + words.length) % words.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen)
    else if (event.key === 'Escape') setDismissed(typed)
    else return
    event.preventDefault()
  }
  const popup = words.length > 0 ? { listId, activeId: `${listId}-${at}` } : undefined
  return { isBegun: begun !== null, listId, words, active: at, pick, onKeyDown, popup }
}
