import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { failureOf } from '../../../api/failure.ts'
import { type Entry, readTimeline } from '../../../api/inbox.ts'
import { useLink, useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'
import { brushedUp, type Stretch, withLater, withNewest, withOlder } from './timeline-window.ts'

const pageSize = 50
/** As one scrolls: so few that drawing them is not felt. */
const reachSize = 25
const calmMs = 250

/** What was said, answered, noted and done in a conversation: its newest page, and more as the reader scrolls to it. */
export function useTimeline(brandId: string, conversationId: string) {
  const [stretch, setStretch] = useState<Stretch<Entry> | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const now = useRef<{ stretch: Stretch<Entry> | null; isBusy: boolean; epoch: AbortController }>(null)

  const ask = useCallback(
    async (
      place: { before?: string; after?: string },
      put: (page: Stretch<Entry>) => Stretch<Entry>,
      limit = pageSize,
    ) => {
      const run = now.current
      if (!run) return
      try {
        const { items, before, after } = await readTimeline(
          ...([brandId, conversationId, { ...place, limit }, run.epoch.signal] as const),
        )
        if (run.epoch.signal.aborted) return
        run.stretch = put({ entries: items, before, after })
        setStretch(run.stretch)
        setFailure(null)
      } catch (cause) {
        if (!run.epoch.signal.aborted) setFailure(failureOf(cause))
      }
    },
    [brandId, conversationId],
  )
  const refresh = useCallback(async () => {
    const held = now.current?.stretch
    if (!held || held.after === null) {
      const limit = Math.min(200, Math.max(pageSize, held?.entries.length ?? 0))
      return ask({}, (page) => withNewest(now.current?.stretch ?? null, page), limit)
    }
    return ask({ before: held.after }, (page) => brushedUp(now.current?.stretch ?? page, page), 200)
  }, [ask])
  useEffect(() => {
    const run = { stretch: null, isBusy: false, epoch: new AbortController() }
    now.current = run
    setStretch(null)
    setFailure(null)
    void refresh()
    return () => run.epoch.abort()
  }, [refresh])

  const reach = useCallback(
    async (end: 'older' | 'later') => {
      const run = now.current
      const held = run?.stretch
      if (!run || !held || run.isBusy) return
      const key = end === 'older' ? held.before : held.after
      if (key === null) return
      run.isBusy = true
      const put = end === 'older' ? withOlder : withLater
      await ask(end === 'older' ? { before: key } : { after: key }, (page) => put(run.stretch ?? held, page), reachSize)
      run.isBusy = false
    },
    [ask],
  )
  /** From wherever one is, back to the newest. */
  const toNewest = useCallback(() => ask({}, (page) => page), [ask])
  useNewsOf(conversationId, refresh)
  return useMemo(() => ({ stretch, failure, refresh, reach, toNewest }), [stretch, failure, refresh, reach, toNewest])
}
export type TimelineState = ReturnType<typeof useTimeline>

function useNewsOf(conversationId: string, refresh: () => Promise<void>): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(refresh)
  latest.current = refresh
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void latest.current()
    }, calmMs)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  const link = useLink()
  const wasLost = useRef(false)
  useEffect(() => {
    if (link === 'live' && wasLost.current) soon()
    wasLost.current = link === 'lost'
  }, [link, soon])
  const hear = useCallback(
    ({ type, payload }: LiveEvent) => {
      const concerns = payload.conversationId === conversationId && type !== 'conversation.presence'
      if (concerns || (type.startsWith('answer.') && payload.conversationId === undefined)) soon()
    },
    [conversationId, soon],
  )
  useLiveEvents(hear)
}
