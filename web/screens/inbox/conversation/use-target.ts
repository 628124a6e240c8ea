import { useCallback, useMemo, useRef, useState } from 'react'
import type { Conversation, Entry, SaidEntry } from '../../../api/inbox.ts'
import type { TimelineState } from '../timeline/use-timeline.ts'

export const answerable = (entry: Entry): entry is SaidEntry =>
  entry.entry === 'said' && !entry.said.own && !entry.said.deleted && !passive.includes(entry.said.kind)

const passive = ['reaction', 'reshare', 'follow']

export type Held = { id: string; isChosen: boolean; entry: SaidEntry | null }
export type Aim = {
  /** The id of what is answered; null where nothing can be. */
  to: string | null
  /** The same, as far as it is known here. */
  target: SaidEntry | null
  /** Of one that was chosen, or over which others have come since one began to write. */
  targetId: string | null
  isTargetGone: boolean
}

/**
 * What is answered: the one that was chosen, else the one that stood last when one began to write, else what was said last.
 * Words meant for one are never sent to another who came meanwhile.
 */
export function useTarget({ stretch }: TimelineState, kind: Conversation['kind']) {
  const [held, setHeld] = useState<Held | null>(null)
  const entries = stretch?.entries ?? none
  const aim = useMemo(() => aimAt(entries, held, kind), [entries, held, kind])
  const now = useRef({ entries, target: aim.target })
  now.current = { entries, target: aim.target }
  const setTarget = useCallback((id: string | null) => {
    setHeld(id === null ? null : { id, isChosen: true, entry: saidIn(now.current.entries, id) })
  }, [])
  /** Something is written: what it answers stays. Nothing is: only what was chosen does. */
  const hold = useCallback((isWritten: boolean) => {
    setHeld((before) => {
      if (before) return isWritten || before.isChosen ? before : null
      const { target } = now.current
      return isWritten && target ? { id: target.said.id, isChosen: false, entry: target } : null
    })
  }, [])
  return useMemo(() => ({ ...aim, setTarget, hold }), [aim, setTarget, hold])
}

const none: readonly Entry[] = []

export function aimAt(entries: readonly Entry[], held: Held | null, kind: Conversation['kind']): Aim {
  const last = entries.findLast(answerable) ?? null
  const newest = { to: last?.said.id ?? null, target: last, targetId: null, isTargetGone: false }
  if (!held) return newest
  const { id, isChosen } = held
  const found = saidIn(entries, id) ?? held.entry
  if (found?.said.deleted) return { to: null, target: null, targetId: id, isTargetGone: true }
  const isSamePerson = kind === 'message' && found?.said.author.id === last?.said.author.id
  if (!isChosen && (isSamePerson || id === last?.said.id)) return newest
  return { to: id, target: found, targetId: id, isTargetGone: false }
}

const saidIn = (entries: readonly Entry[], id: string): SaidEntry | null =>
  entries.find((one): one is SaidEntry => one.entry === 'said' && one.said.id === id) ?? null
