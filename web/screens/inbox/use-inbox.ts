import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { Brief } from '../../api/inbox.ts'
import { queryFor } from './address.ts'
import { useChanges } from './conversation/use-changes.ts'
import { useConversations } from './list/use-conversations.ts'
import { useAround } from './use-around.ts'
import { useInboxAddress } from './use-inbox-address.ts'

/** What is asked about conversations in front of everything else. */
export type Picking = { kind: 'assign' | 'label' | 'snooze' | 'tone'; targets: readonly Brief[] }

/** The whole inbox: what it shows, what is open, chosen and being decided. */
export function useInboxState() {
  const around = useAround()
  const place = useInboxAddress()
  const conversations = useConversations(useMemo(() => queryFor(place.address), [place.address]))
  const [cursor, setCursor] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Brief>>(new Map())
  const [picking, setPicking] = useState<Picking | null>(null)
  const changes = useChanges({ around, place, conversations, onDone: () => setChosen(new Map()) })
  const choose = useCallback(
    (briefs: readonly Brief[], on: boolean) =>
      setChosen((before) => {
        const next = new Map(before)
        for (const brief of briefs) on ? next.set(brief.id, brief) : next.delete(brief.id)
        return next
      }),
    [],
  )
  const clear = useCallback(() => setChosen(new Map()), [])
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
