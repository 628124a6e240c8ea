import type { KeyboardEvent, RefObject } from 'react'
import type { CalendarEntry } from '../../api/planning.ts'
import type { PlacedEntry } from './layout/place-entries.ts'
import { moveByKey, type Spot } from './move-by-key.ts'
import type { CalendarData } from './use-calendar.ts'
import type { CalendarAddress } from './use-calendar-address.ts'
import type { Carried, Drag } from './use-drag.ts'

type CarryingOptions = {
  root: RefObject<HTMLElement | null>
  drag: Drag
  data: CalendarData
  view: CalendarAddress['view']
  firstWeekday: number
  shown: { from: string; to: string }
  mayMove: (entry: CalendarEntry) => boolean
  onDrop: (entry: CalendarEntry, spot: Spot) => void
  onShow: (date: string) => void
  onPickUp: () => void
}

/** Carrying a post with the keys: space picks up, arrows carry, Enter drops, Escape leaves it where it was. */
export function useCarrying(options: CarryingOptions) {
  const { root, drag, data, mayMove, onPickUp } = options
  const pickUp = ({ entry, date, minute }: PlacedEntry) => {
    onPickUp()
    drag.carry({ entry, spot: { date, minute }, by: 'keys' })
    requestAnimationFrame(() => root.current?.focus())
  }
  const byKeys = drag.carried?.by === 'keys' ? drag.carried : null
  const carry = (event: KeyboardEvent) => {
    if (!byKeys || !carryByKey(event.key, event.shiftKey, byKeys, options)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const begin = (event: KeyboardEvent) => {
    const post = event.target instanceof HTMLElement ? event.target.dataset.post : undefined
    if (event.key !== ' ' || !post) return
    const placed = [...data.days.values()].flat().find((one) => one.entry.postId === post)
    if (!placed || !mayMove(placed.entry)) return
    event.preventDefault()
    pickUp(placed)
  }
  return {
    pickUp,
    handlers: {
      onKeyDownCapture: byKeys ? carry : undefined,
      onKeyDown: drag.carried ? undefined : begin,
    },
  }
}

/** Was the key meant for what is carried? While something is, only Tab goes its own way. */
function carryByKey(key: string, large: boolean, carried: Carried, options: CarryingOptions): boolean {
  const { drag, view, firstWeekday, shown, onDrop, onShow } = options
  if (key === 'Tab') return false
  if (key === 'Escape') drag.carry(null)
  if (key === 'Enter' || key === ' ') {
    drag.carry(null)
    onDrop(carried.entry, carried.spot)
  }
  const spot = moveByKey(carried.spot, key, { view: view === 'list' ? 'month' : view, firstWeekday, large })
  if (!spot) return key === 'Escape' || key === 'Enter' || key === ' '
  drag.carry({ ...carried, spot })
  if (spot.date < shown.from || spot.date >= shown.to) onShow(spot.date)
  return true
}
