import { type RefObject, useCallback, useRef } from 'react'
import { useInbox } from '../use-inbox.ts'
import { idsAt, rowOf } from './list-window.ts'
import { rowHeight } from './use-rows.ts'

/** The row the keyboard is at. Where a conversation is open, the next one opens with it. */
export function useCursor(scroller: RefObject<HTMLElement | null>) {
  const inbox = useInbox()
  const now = useRef(inbox)
  now.current = inbox
  const { conversations, cursor, place } = inbox
  const { list, count } = conversations.shown
  const wanted = cursor ?? place.opened?.conversationId
  const id = wanted && rowOf(list, wanted) >= 0 ? wanted : idsAt(list, 0, 1)[0]

  const move = useCallback(
    (step: number) => {
      const { conversations, cursor, place, setCursor } = now.current
      const { list, count } = conversations.shown
      const from = rowOf(list, place.opened?.conversationId ?? cursor ?? '')
      const row = from < 0 ? 0 : Math.min(count - 1, Math.max(0, from + step))
      const next = idsAt(list, row, row + 1)[0]
      show(scroller.current, row)
      const brief = next ? list.items.get(next) : undefined
      if (!brief) return
      setCursor(brief.id)
      if (place.opened) place.open({ brandId: brief.brandId, conversationId: brief.id }, true)
      requestAnimationFrame(() => linkOf(scroller.current, brief.id)?.focus({ preventScroll: true }))
    },
    [scroller],
  )
  const choose = useCallback(() => {
    const { conversations, cursor, place, chosen, choose } = now.current
    const brief = conversations.shown.list.items.get(cursor ?? place.opened?.conversationId ?? '')
    if (brief) choose([brief], !chosen.has(brief.id))
  }, [])
  return { id: count > 0 ? id : undefined, move, choose }
}

const linkOf = (scroller: HTMLElement | null, id: string) =>
  scroller?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"] a`)

function show(scroller: HTMLElement | null, row: number): void {
  if (!scroller || scroller.clientHeight === 0) return
  const height = rowHeight()
  const top = row * height
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + height > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + height - scroller.clientHeight
}
