import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import {
  type Conversation,
  cancelReply,
  type Entry,
  type Reply,
  type ReplyWay,
  type SaidEntry,
} from '../../../api/inbox.ts'
import { keptDraft } from '../reply/draft-journal.ts'
import { type TimelineState, useTimeline } from '../timeline/use-timeline.ts'
import { type Mode, waysOf } from './mode.ts'
import { useHere } from './use-here.ts'

/** The open conversation: its head, who else is here, what was said, and to whom one is about to say what. */
export function useOpenState(head: Conversation, me: string) {
  const { others, setTyping } = useHere(head.brandId, head.id, me, head.here)
  const timeline = useTimeline(head.brandId, head.id)
  const [mode, setMode] = useState<Mode>(() => firstMode(head))
  const [targetId, setTarget] = useState<string | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  /** Where one begins with a template. */
  const field = useRef<HTMLElement>(null)
  /** Puts an answer's words back into the box: set by the box itself. */
  const restore = useRef<((reply: Reply) => void) | null>(null)
  const target = useMemo(() => targetIn(timeline, targetId), [timeline, targetId])
  const write = useCallback((next: Mode) => {
    setMode(next)
    requestAnimationFrame(() => (box.current ?? field.current)?.focus())
  }, [])
  const answer = useCallback(
    (interactionId: string, way: ReplyWay) => {
      setTarget(interactionId)
      write(way)
    },
    [write],
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
      ...{ target, targetId, setTarget, box, field, restore },
    }),
    [head, others, setTyping, timeline, mode, write, answer, rewrite, undoReply, target, targetId],
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

export const answerable = (entry: Entry): entry is SaidEntry =>
  entry.entry === 'said' && !entry.said.own && !entry.said.deleted && !passive.includes(entry.said.kind)

const passive = ['reaction', 'reshare', 'follow']

/** What is answered: the one that was chosen, else what was said last by somebody else. */
function targetIn({ stretch }: TimelineState, chosen: string | null): SaidEntry | null {
  const all = (stretch?.entries ?? []).filter(answerable)
  return all.find((one) => one.said.id === chosen) ?? all.at(-1) ?? null
}

const Context = createContext<Open | null>(null)
export const OpenProvider = Context.Provider

export function useOpen(): Open {
  const open = useContext(Context)
  if (!open) throw new Error('this part stands outside a conversation')
  return open
}
