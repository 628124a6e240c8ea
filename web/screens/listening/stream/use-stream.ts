import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type MentionBrief, type MentionsQuery, readMentions } from '../../../api/mentions.ts'
import { members } from '../../../api/team.ts'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { type Source, useListFeed } from '../../inbox/list/use-list-feed.ts'
import { mayAnswerIn } from '../../inbox/use-around.ts'
import { addressFrom, queryFor, type StreamAddress, searchFor } from './address.ts'
import { useMentionChanges } from './use-mention-changes.ts'

const nothing: ReadonlyMap<string, MentionBrief> = new Map()

/** What is asked about mentions in front of everything else. */
export type Asking = {
  kind: 'assign' | 'label' | 'intent' | 'language' | 'topics' | 'case'
  targets: readonly MentionBrief[]
}

/** The whole stream: what it shows, what is open, chosen and being decided. */
export function useStreamState() {
  const brand = useBrand()
  const place = useStreamPlace()
  const feed = useListFeed(JSON.stringify(queryFor(place.address)), useSource(brand.id))
  const [cursor, setCursor] = useState<string | null>(null)
  const [picked, setPicked] = useState<ReadonlyMap<string, MentionBrief>>(nothing)
  const [asking, setAsking] = useState<Asking | null>(null)
  const clear = useCallback(() => setPicked(nothing), [])
  const choose = useCallback(
    (briefs: readonly MentionBrief[], on: boolean) =>
      setPicked((before) => {
        const next = new Map(before)
        for (const brief of briefs) on ? next.set(brief.id, brief) : next.delete(brief.id)
        return next
      }),
    [],
  )
  const { items } = feed.shown.list
  const chosen = useMemo(
    () => (picked.size === 0 ? picked : new Map([...picked].map(([id, brief]) => [id, items.get(id) ?? brief]))),
    [picked, items],
  )
  // What is no longer seen is not changed by a key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters show others
  useEffect(() => clear(), [clear, feed.written])
  const people = mayAnswerIn(useQuery(members()).data?.items ?? [], [brand.id])
  const changes = useMentionChanges({ brandId: brand.id, feed, folder: place.address.folder, people })
  const may = { work: useMayHere('author'), make: useMayHere('editor'), lead: useMayHere('manager') }
  return {
    ...{ brand, place, feed, cursor, setCursor, chosen, choose, clear, asking, setAsking, changes, people, may },
  }
}
export type Stream = ReturnType<typeof useStreamState>

const useSource = (brandId: string): Source<MentionBrief> =>
  useMemo(
    () => ({
      read: (written, after, signal) =>
        readMentions(brandId, { ...(JSON.parse(written) as MentionsQuery), after }, signal),
      isNews: (event) => event.type.startsWith('mention.') && event.brandId === brandId,
    }),
    [brandId],
  )

/** What the list shows and which mention is open stand in the address: both can be kept, sent, and gone back to. */
function useStreamPlace() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const address = useMemo(() => addressFrom(search as Record<string, unknown>), [search])
  const { mention } = search as { mention?: unknown }
  const openedId = typeof mention === 'string' && mention !== '' ? mention : undefined
  const go = (next: StreamAddress, opened: string | undefined, replace: boolean) =>
    void navigate({
      to: '.',
      search: { ...searchFor(next), ...(opened && { mention: opened }) } as never,
      ...{ replace, resetScroll: false, state: { stays: true } },
    })
  return {
    address,
    openedId,
    show: (next: StreamAddress) => go(next, openedId, true),
    /** `beside` goes from one to the next without filling the way back. */
    open: (id: string, beside = false) => go(address, id, beside),
    close: () => go(address, undefined, false),
  }
}

const Context = createContext<Stream | null>(null)
export const StreamProvider = Context.Provider

export function useStream(): Stream {
  const stream = useContext(Context)
  if (!stream) throw new Error('this part stands outside the stream')
  return stream
}
