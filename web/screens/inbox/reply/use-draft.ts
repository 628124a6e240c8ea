import { useCallback, useEffect, useRef, useState } from 'react'
import { type Conversation, saveDraft } from '../../../api/inbox.ts'
import { useLink } from '../../../api/live.ts'
import { type Draft, emptyDraft, firstDraft, keepDraft, keptDraft, wasCarried } from './draft-journal.ts'

const restMs = 1_000

/** One's unsent words: on this device with every key, at the desk once the hands rest. */
export function useDraft(head: Conversation) {
  const { brandId, id } = head
  const [draft, setDraft] = useState<Draft>(() => firstDraft(keptDraft(id), head.draft))
  const [isKept, setKept] = useState(true)
  const now = useRef(draft)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saved = useRef(asSaved(head.draft ?? emptyDraft))

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const written = asSaved(now.current)
    if (written === saved.current || wasCarried(id)) return
    const { text, mediaIds, template } = now.current
    saveDraft(brandId, id, { text, mediaIds, template }).then(
      () => {
        saved.current = written
        setKept(true)
      },
      // It stands on this device, and goes to the desk with the next key, the next look, or once the line is back.
      () => setKept(false),
    )
  }, [brandId, id])
  const edit = useCallback(
    (change: (before: Draft) => Draft) => {
      now.current = change(now.current)
      setDraft(now.current)
      keepDraft(id, now.current, Date.now())
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, restMs)
    },
    [id, flush],
  )
  const link = useLink()
  useEffect(() => {
    if (link === 'live' && !isKept) flush()
  }, [link, isKept, flush])
  useEffect(() => {
    const hide = () => document.hidden && flush()
    document.addEventListener('visibilitychange', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      flush()
    }
  }, [flush])
  return { draft, edit, isKept, latest: () => now.current }
}
export type Writing = ReturnType<typeof useDraft>

const asSaved = ({ text, mediaIds, template }: Pick<Draft, 'text' | 'template'> & { mediaIds: readonly string[] }) =>
  JSON.stringify([text, mediaIds, template])
