import { type RefObject, useCallback, useRef } from 'react'
import { idsAt, rowOf } from './list-window.ts'
import type { ShownFeed } from './use-list-feed.ts'
import { rowHeight } from './use-rows.ts'

type Standing<Item extends { id: string }> = {
  feed: ShownFeed<Item>
  cursor: string | null
  openedId: string | undefined
  /** Comes to a row; where one is open, the next one opens with it. */
  onMove: (item: Item, isOpen: boolean) => void
  onChoose: (item: Item) => void
}

/** The row the keyboard is at. Rows are links, each within `[data-row="id"]`. */
export function useRowCursor<Item extends { id: string }>(
  scroller: RefObject<HTMLElement | null>,
  standing: Standing<Item>,
) {
  const now = useRef(standing)
  now.current = standing
  const { list, count } = standing.feed.shown
  const wanted = standing.cursor ?? standing.openedId
  const id = wanted && rowOf(list, wanted) >= 0 ? wanted : idsAt(list, 0, 1)[0]

  const move = useCallback(
    (step: number) => {
      const { feed, cursor, openedId, onMove } = now.current
      const { list, count } = feed.shown
      const from = rowOf(list, openedId ?? cursor ?? '')
      const row = from < 0 ? 0 : Math.min(count - 1, Math.max(0, from + step))
      const next = idsAt(list, row, row + 1)[0]
      show(scroller.current, row)
      const item = next ? list.items.get(next) : undefined
      if (!item) return
      onMove(item, openedId !== undefined)
      requestAnimationFrame(() => linkOf(scroller.current, item.id)?.focus({ preventScroll: true }))
    },
    [scroller],
  )
  const choose = useCallback(() => {
    const { feed, cursor, openedId, onChoose } = now.current
    const item = feed.shown.list.items.get(cursor ?? openedId ?? '')
    if (item) onChoose(item)
  }, [])
  return { id: count > 0 ? id : undefined, move, choose }
}

const linkOf = (scroller: HTMLElement | null, id: string) =>
  scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] a`)

function show(scroller: HTMLElement | null, row: number): void {
  if (!scroller || scroller.clientHeight === 0) return
  const height = rowHeight()
  const top = row * height
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + height > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + height - scroller.clientHeight
}
