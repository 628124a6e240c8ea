import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { CalendarEntry } from '../../api/planning.ts'
import { minuteAt, type Spot } from './move-by-key.ts'

export type Carried = { entry: CalendarEntry; spot: Spot; by: 'pointer' | 'keys' }
type Held = {
  entry: CalendarEntry
  minute: number
  x: number
  y: number
  timer: ReturnType<typeof setTimeout> | null
  pointerId: number
}

const slack = 6
const longPressMs = 380

type DragOptions = { root: RefObject<HTMLElement | null>; onDrop: (entry: CalendarEntry, spot: Spot) => void }

/** Carrying a post with a mouse, a pen, or a finger pressed long. Where it may fall carries `data-date`, and `data-hour-height` in views with hours (`data-hours` where they are not simply 0 to 23). */
export function useDrag({ root, onDrop }: DragOptions) {
  const [carried, setCarried] = useState<Carried | null>(null)
  const held = useRef<Held | null>(null)
  const now = useRef<Carried | null>(null)
  now.current = carried

  const letGo = () => {
    if (held.current?.timer) clearTimeout(held.current.timer)
    held.current = null
  }
  const lift = useCallback((at: { x: number; y: number }) => {
    const holding = held.current
    if (!holding) return
    const spot = spotAt(at.x, at.y, holding.minute)
    if (spot) setCarried({ entry: holding.entry, spot, by: 'pointer' })
  }, [])
  const hold = useCallback(
    (event: PointerEvent, entry: CalendarEntry, minute: number) => {
      if (event.button !== 0) return
      const at = { x: event.clientX, y: event.clientY }
      const timer = event.pointerType === 'touch' ? setTimeout(() => lift(at), longPressMs) : null
      held.current = { entry, minute, ...at, timer, pointerId: event.pointerId }
    },
    [lift],
  )

  useEffect(() => {
    const element = root.current
    if (!element) return
    const still = (event: TouchEvent) => {
      if (now.current?.by === 'pointer') event.preventDefault()
    }
    element.addEventListener('touchmove', still, { passive: false })
    return () => element.removeEventListener('touchmove', still)
  }, [root])

  return {
    carried,
    carry: setCarried,
    hold,
    handlers: {
      onPointerMove(event: PointerEvent): void {
        const holding = held.current
        if (!holding || holding.pointerId !== event.pointerId) return
        const far = Math.hypot(event.clientX - holding.x, event.clientY - holding.y) > slack
        if (now.current) {
          const spot = spotAt(event.clientX, event.clientY, holding.minute)
          if (spot) setCarried({ entry: holding.entry, spot, by: 'pointer' })
        } else if (far && event.pointerType === 'touch') letGo()
        else if (far) lift({ x: event.clientX, y: event.clientY })
      },
      onPointerUp(event: PointerEvent): void {
        const dropped = now.current
        const wasHeld = held.current !== null
        letGo()
        if (dropped?.by !== 'pointer' || !wasHeld) return
        setCarried(null)
        swallowClick(event.currentTarget)
        onDrop(dropped.entry, dropped.spot)
      },
      onPointerCancel(): void {
        letGo()
        if (now.current?.by === 'pointer') setCarried(null)
      },
    },
  }
}

export type Drag = ReturnType<typeof useDrag>

/** The day under the pointer, and in views with hours the quarter; elsewhere the post keeps its minute. */
function spotAt(x: number, y: number, minute: number): Spot | null {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-date]')
  const date = place?.dataset.date
  if (!place || !date) return null
  const hour = Number(place.dataset.hourHeight)
  if (!(hour > 0)) return { date, minute }
  const lived = minuteAt(y - place.getBoundingClientRect().top, hour)
  const shown = place.dataset.hours?.split(',')[Math.floor(lived / 60)]
  return { date, minute: shown === undefined ? lived : Number(shown) * 60 + (lived % 60) }
}

/** A drop ends with a click on whatever lies under it; that one is not meant. */
function swallowClick(element: EventTarget): void {
  const swallow = (event: Event) => event.stopPropagation()
  element.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => element.removeEventListener('click', swallow, { capture: true }), 0)
}
