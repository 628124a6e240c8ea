import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Brief } from '../../api/inbox.ts'
import { queryFor } from './address.ts'
import { useChanges } from './conversation/use-changes.ts'
import { useKeptView } from './folders/use-kept-view.ts'
import { useConversations } from './list/use-conversations.ts'
import { useAround } from './use-around.ts'
import { useInboxAddress } from './use-inbox-address.ts'

const nothing: ReadonlyMap<string, Brief> = new Map()

/** What is asked about conversations in front of everything else. */
export type Picking = { kind: 'assign' | 'label' | 'snooze' | 'tone'; targets: readonly Brief[] }

/** The whole inbox: what it shows, what is open, chosen and being decided. */
export function useInboxState() {
  const around = useAround()
  const place = useInboxAddress()
  const conversations = useConversations(useMemo(() => queryFor(place.address), [place.address]))
  const [cursor, setCursor] = useState<string | null>(null)
  const [picked, setChosen] = useState<ReadonlyMap<string, Brief>>(nothing)
  const [picking, setPicking] = useState<Picking | null>(null)
  const changes = useChanges({ around, place, conversations, onDone: () => setChosen(nothing) })
  const choose = useCallback(
    (briefs: readonly Brief[], on: boolean) =>
      setChosen((before) => {
        const next = new Map(before)
        for (const brief of briefs) on ? next.set(brief.id, brief) : next.delete(brief.id)
        return next
      }),
    [],
  )
  const clear = useCallback(() => setChosen(nothing), [])
  const { items } = conversations.shown.list
  /** As they are now: others may have changed them since. */
  const chosen = useMemo(
    () => (picked.size === 0 ? picked : new Map([...picked].map(([id, brief]) => [id, items.get(id) ?? brief]))),
    [picked, items],
  )
  // What is no longer seen is not changed by a key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters show others
  useEffect(() => clear(), [clear, conversations.written])
  useKeptView(place)
  return { around, place, conversations, cursor, setCursor, chosen, choose, clear, picking, setPicking, changes }
}
export type Inbox = ReturnType<typeof useInboxState>

const Context = createContext<Inbox | null>(null)
export const InboxProvider = Context.Provider

export function useInbox(): Inbox {
  const inbox = useContext(Context)
  if (!inbox) throw new Error('this part stands outside the inbox')
  return inbox
}
