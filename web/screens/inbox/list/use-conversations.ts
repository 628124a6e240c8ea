import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Brief, type InboxQuery, readInbox } from '../../../api/inbox.ts'
import { useLink, useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'
import { ConversationFeed, type FeedState } from './conversation-feed.ts'
import { emptyList } from './list-window.ts'

/** Least pause between two looks at what changed: a flood of comments asks twice a second, not two hundred times. */
const calmMs = 500

const nothingYet: FeedState = {
  ...{ list: emptyList(), state: 'loading', failure: null, count: 0, fresh: 0, hasMore: false },
}

/** The list for these filters. While other filters are being answered, the last list stays. */
export function useConversations(query: InboxQuery) {
  const [shown, setShown] = useState(nothingYet)
  const [isStale, setStale] = useState(false)
  const feed = useRef<ConversationFeed>(null)
  const written = JSON.stringify(query)
  useEffect(() => {
    const asked = JSON.parse(written) as InboxQuery
    const started: ConversationFeed = new ConversationFeed(
      (after, signal) => readInbox({ ...asked, after }, signal),
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
  }, [written])
  useNews(feed)
  const acts = useMemo(
    () => ({
      look: (from: number, to: number, isTop: boolean, stays: ReadonlySet<string>) =>
        feed.current?.look(from, to, isTop, stays),
      refresh: () => void feed.current?.refresh(),
      showFresh: () => feed.current?.showFresh(),
      change: (ids: readonly string[], change: (brief: Brief) => Brief) => feed.current?.change(ids, change),
      remove: (ids: readonly string[]) => feed.current?.remove(ids),
    }),
    [],
  )
  return { ...acts, shown, isStale: isStale && shown !== nothingYet, written }
}
export type Conversations = ReturnType<typeof useConversations>

/** Looks again when something happened, and after the line was lost. */
function useNews(feed: { readonly current: ConversationFeed | null }): void {
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
      if (isNews(event.type)) look()
    },
    [look],
  )
  useLiveEvents(hear)
}

const isNews = (type: string) => /^(?:conversation|person)\./.test(type) && type !== 'conversation.presence'
