import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TimelineState } from './use-timeline.ts'

const near = 700
const atEnd = 60

type Anchor = { key: string; top: number; isEnd: boolean }

/**
 * What is being read stays where it is while entries come and go around it; who reads the end stays at the end. Near either
 * edge more is asked for.
 */
export function useTimelineScroll(scroller: RefObject<HTMLElement | null>, timeline: TimelineState) {
  const { stretch, reach, toNewest } = timeline
  const anchor = useRef<Anchor>({ key: '', top: 0, isEnd: true })
  /** What is drawn late grows under the reader's eyes: only who scrolls up leaves the end. */
  const lastTop = useRef(0)
  const [isAway, setAway] = useState(false)
  const [hasNews, setNews] = useState(false)
  const lastKey = stretch?.entries.at(-1)?.key

  const measure = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const rest = element.scrollHeight - element.scrollTop - element.clientHeight
    const hasRisen = element.scrollTop < lastTop.current - 2
    lastTop.current = element.scrollTop
    const isEnd = (rest < atEnd || (anchor.current.isEnd && !hasRisen)) && stretch?.after === null
    anchor.current = { ...firstSeen(element), isEnd }
    setAway(!isEnd)
    if (isEnd) setNews(false)
    if (element.scrollTop < near) void reach('older')
    if (rest < near) void reach('later')
  }, [scroller, stretch, reach])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !stretch) return
    const { key, top, isEnd } = anchor.current
    if (isEnd && stretch.after === null) element.scrollTop = element.scrollHeight
    else {
      const held = element.querySelector(`[data-key="${CSS.escape(key)}"]`)
      if (held) element.scrollTop += held.getBoundingClientRect().top - element.getBoundingClientRect().top - top
    }
    measure()
  }, [scroller, stretch, measure])

  const seenKey = useRef<string>(undefined)
  useEffect(() => {
    if (seenKey.current && lastKey && seenKey.current !== lastKey && !anchor.current.isEnd && stretch?.after === null)
      setNews(true)
    seenKey.current = lastKey
  }, [lastKey, stretch])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    element.addEventListener('scroll', measure, { passive: true })
    const watch = new ResizeObserver(() => {
      if (anchor.current.isEnd) element.scrollTop = element.scrollHeight
    })
    watch.observe(element)
    for (const child of element.children) watch.observe(child)
    return () => {
      element.removeEventListener('scroll', measure)
      watch.disconnect()
    }
  }, [scroller, measure])

  const toEnd = useCallback(async () => {
    anchor.current = { key: '', top: 0, isEnd: true }
    if (stretch?.after !== null) await toNewest()
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [scroller, stretch, toNewest])
  return { isAway, hasNews, toEnd: () => void toEnd() }
}

/** The first entry that is at least partly in view, and where it stands: looked for by halves, with every step of a scroll. */
function firstSeen(element: HTMLElement): { key: string; top: number } {
  const edge = element.getBoundingClientRect().top
  const entries = element.querySelectorAll<HTMLElement>('[data-key]')
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((entries[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle
    else from = middle + 1
  }
  const first = entries[from]
  return first ? { key: first.dataset.key ?? '', top: first.getBoundingClientRect().top - edge } : { key: '', top: 0 }
}
