import { createContext, useContext, useMemo } from 'react'
import type { Open } from './use-open.ts'

/**
 * What an entry needs of the conversation it stands in. Nothing of it changes when more is heard, so that of hundreds of
 * entries only those are drawn that are new.
 */
export type EntryPlace = Pick<Open, 'head' | 'mode' | 'answer' | 'rewrite' | 'undoReply'> & {
  refresh: () => Promise<void>
  /** The one that is being answered. */
  to: string | null
}

export function useEntryPlaceOf({ head, mode, answer, rewrite, undoReply, timeline, to }: Open): EntryPlace {
  const { refresh } = timeline
  return useMemo(
    () => ({ head, mode, answer, rewrite, undoReply, refresh, to }),
    [head, mode, answer, rewrite, undoReply, refresh, to],
  )
}

const Context = createContext<EntryPlace | null>(null)
export const EntryPlaceProvider = Context.Provider

export function useEntryPlace(): EntryPlace {
  const place = useContext(Context)
  if (!place) throw new Error('this entry stands outside a conversation')
  return place
}
