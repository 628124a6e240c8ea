import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { idsAt, type ListWindow, rowOf } from './list-window.ts'

/** As `.row` in `list.module.css`, in rem, so that larger letters have room. */
const rowRem = 6.5

export const rowHeight = (): number => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

const spare = 6

export type Rows = { from: number; to: number; isTop: boolean; height: number; toTop: () => void }

/** Which rows are in view, with a few to spare; what is looked at keeps its place when rows come or go above it. */
export function useRows<Item extends { id: string }>(
  scroller: RefObject<HTMLElement | null>,
  list: ListWindow<Item>,
  count: number,
): Rows {
  const [view, setView] = useState({ top: 0, height: 900, row: 96 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      if (element.clientHeight > 0) setView({ top: element.scrollTop, height: element.clientHeight, row: rowHeight() })
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [scroller])
  const first = Math.floor(view.top / view.row)
  const isTop = view.top < view.row / 2
  const from = Math.max(0, first - spare)
  const to = Math.min(count, first + Math.ceil(view.height / view.row) + spare)
  const forget = useKeptPlace(scroller, list, { first, row: view.row, isTop })
  const toTop = () => {
    forget()
    scroller.current?.scrollTo({ top: 0 })
  }
  return { from, to, isTop, height: view.row, toTop }
}

type Standing = { first: number; row: number; isTop: boolean }

function useKeptPlace<Item extends { id: string }>(
  scroller: RefObject<HTMLElement | null>,
  list: ListWindow<Item>,
  standing: Standing,
): () => void {
  const anchor = useRef<{ id: string; row: number } | null>(null)
  const drawn = useRef(list)
  useLayoutEffect(() => {
    const { first, row, isTop } = standing
    const held = anchor.current
    const hasChanged = drawn.current !== list
    drawn.current = list
    const element = scroller.current
    if (hasChanged && held && element && !isTop) {
      const now = rowOf(list, held.id)
      if (now >= 0 && now !== held.row) {
        element.scrollTop += (now - held.row) * row
        anchor.current = { id: held.id, row: now }
        return
      }
    }
    const id = idsAt(list, first, first + 1)[0]
    anchor.current = id === undefined ? null : { id, row: first }
  })
  return () => {
    anchor.current = null
  }
}
