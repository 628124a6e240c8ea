import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLink, useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'
import { type FeedState, ListFeed } from './list-feed.ts'
import { type Answer, emptyList } from './list-window.ts'

/** Least pause between two looks at what changed: a flood asks twice a second, not two hundred times. */
const calmMs = 500

type Named = { id: string }
/** `read`: a page for what was written as the question. `isNews`: may an event have changed the list? Both stay the same. */
export type Source<Item extends Named> = {
  read: (written: string, after: string | undefined, signal: AbortSignal) => Promise<Answer<Item>>
  isNews: (event: LiveEvent) => boolean
}

const nothingYet: FeedState<never> = {
  ...{ list: emptyList<never>(), state: 'loading', failure: null, count: 0, fresh: 0, hasMore: false },
}

/** The list for one question. While another is being answered, the last list stays. */
export function useListFeed<Item extends Named>(written: string, source: Source<Item>) {
  const [shown, setShown] = useState<FeedState<Item>>(nothingYet)
  const [isStale, setStale] = useState(false)
  const feed = useRef<ListFeed<Item>>(null)
  useEffect(() => {
    const started: ListFeed<Item> = new ListFeed<Item>(
      (after, signal) => source.read(written, after, signal),
      () => {
        const seen = started.seen()
        if (seen.state === 'loading') return
        setShown(seen)
        setStale(false)
      },
    )
    feed.current = started
    setStale(true)
    return () => started.stop()
  }, [written, source])
  useNews(feed, source.isNews)
  const acts = useMemo(
    () => ({
      look: (from: number, to: number, isTop: boolean, stays: ReadonlySet<string>) =>
        feed.current?.look(from, to, isTop, stays),
      refresh: () => void feed.current?.refresh(),
      showFresh: () => feed.current?.showFresh(),
      change: (ids: readonly string[], change: (item: Item) => Item) => feed.current?.change(ids, change),
      remove: (ids: readonly string[]) => feed.current?.remove(ids),
    }),
    [],
  )
  return { ...acts, shown, isStale: isStale && shown !== nothingYet, written }
}
export type ShownFeed<Item extends Named> = ReturnType<typeof useListFeed<Item>>

/** Looks again when something happened, and after the line was lost. */
function useNews<Item extends Named>(
  feed: { readonly current: ListFeed<Item> | null },
  isNews: Source<Item>['isNews'],
): void {
  const link = useLink()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const looked = useRef(0)
  const look = useCallback(() => {
    if (timer.current) return
    const wait = Math.max(0, looked.current + calmMs - Date.now())
    timer.current = setTimeout(() => {
      timer.current = undefined
      looked.current = Date.now()
      void feed.current?.refresh()
    }, wait)
  }, [feed])
  const wasLost = useRef(false)
  useEffect(() => {
    if (link === 'lost') wasLost.current = true
    if (link !== 'live' || !wasLost.current) return
    wasLost.current = false
    look()
  }, [link, look])
  useEffect(() => () => clearTimeout(timer.current), [])
  const hear = useCallback(
    (event: LiveEvent) => {
      if (isNews(event)) look()
    },
    [look, isNews],
  )
  useLiveEvents(hear)
}
