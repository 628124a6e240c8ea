import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type Conversation, cancelReply, type Reply, type ReplyWay } from '../../../api/inbox.ts'
import { keptDraft } from '../reply/draft-journal.ts'
import { useTimeline } from '../timeline/use-timeline.ts'
import { type Mode, waysOf } from './mode.ts'
import { useHere } from './use-here.ts'
import { useTarget } from './use-target.ts'

/** The open conversation: its head, who else is here, what was said, and to whom one is about to say what. */
export function useOpenState(head: Conversation, me: string) {
  const { others, setTyping } = useHere(head.brandId, head.id, me, head.here)
  const timeline = useTimeline(head.brandId, head.id)
  const [mode, setMode] = useState<Mode>(() => firstMode(head))
  const modeNow = useRef(mode)
  modeNow.current = mode
  const box = useRef<HTMLTextAreaElement>(null)
  /** Where one begins with a template. */
  const field = useRef<HTMLElement>(null)
  /** Puts an answer's words back into the box: set by the box itself. */
  const restore = useRef<((reply: Reply) => void) | null>(null)
  const aim = useTarget(timeline, head.kind)
  const { setTarget } = aim
  const write = useCallback((next: Mode) => {
    setMode(next)
    // Now, for hands that are faster than a frame; and in a frame, for a box that is only about to stand.
    if (modeNow.current === next) (box.current ?? field.current)?.focus()
    requestAnimationFrame(() => (box.current ?? field.current)?.focus())
  }, [])
  const answer = useCallback(
    (interactionId: string, way: ReplyWay) => {
      setTarget(interactionId)
      write(way)
    },
    [setTarget, write],
  )
  const rewrite = useCallback(
    (reply: Reply) => {
      answer(reply.interactionId, reply.way)
      requestAnimationFrame(() => restore.current?.(reply))
    },
    [answer],
  )
  const { mutate: undoReply } = useAct((reply: Reply) => cancelReply(head.brandId, reply.id), {
    done: (_, reply) => {
      void timeline.refresh()
      rewrite(reply)
    },
  })
  return useMemo(
    () => ({
      ...{ head, others, setTyping, timeline, mode, write, answer, rewrite, undoReply },
      ...{ ...aim, box, field, restore },
    }),
    [head, others, setTyping, timeline, mode, write, answer, rewrite, undoReply, aim],
  )
}
export type Open = ReturnType<typeof useOpenState>

/** What one was about to write here, else the way that is open now, the public one first; a note where there is none. */
export function firstMode(head: Conversation): Mode {
  const ways = waysOf(head)
  const last = keptDraft(head.id)?.mode ?? (head.draft?.template ? 'template' : null)
  if (last === 'note' || ways.some((one) => one.way === last)) return last ?? 'note'
  return (ways.find((one) => one.barred === null) ?? ways[0])?.way ?? 'note'
}

const Context = createContext<Open | null>(null)
export const OpenProvider = Context.Provider

export function useOpen(): Open {
  const open = useContext(Context)
  if (!open) throw new Error('this part stands outside a conversation')
  return open
}
