import { Temporal } from 'temporal-polyfill'
import { resolveWall } from '../../kernel/wall-time.ts'

export type WeeklySlot = { weekday: number; time: string; accountIds: string[]; rubricId: string | null }
export type Taken = { at: Date; accountIds: string[] }
export type Wish = { accountIds: string[]; rubricId: string | null }

const daysAhead = 366

/**
 * The next slot after `now` that is for one of the post's accounts and its rubric, and where none of them has a post yet.
 * Undefined when the brand has no such slot, or all are taken for a year.
 */
export function nextFreeSlot(
  slots: WeeklySlot[],
  taken: Taken[],
  wish: Wish,
  zone: string,
  now: Date,
): { wall: string; zone: string } | undefined {
  const fitting = slots.filter((slot) => fits(slot, wish)).sort((a, b) => a.time.localeCompare(b.time))
  if (fitting.length === 0) return undefined
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const day = today.add({ days: ahead })
    for (const slot of fitting.filter((one) => one.weekday === day.dayOfWeek)) {
      const wall = `${day.toString()}T${slot.time}`
      const { at } = resolveWall(wall, zone)
      if (at > now && !isTaken(at, taken, wish)) return { wall, zone }
    }
  }
  return undefined
}

const fits = (slot: WeeklySlot, wish: Wish) =>
  (slot.accountIds.length === 0 || wish.accountIds.every((id) => slot.accountIds.includes(id))) &&
  (slot.rubricId === null || slot.rubricId === wish.rubricId)

const isTaken = (at: Date, taken: Taken[], wish: Wish) =>
  taken.some((one) => one.at.getTime() === at.getTime() && one.accountIds.some((id) => wish.accountIds.includes(id)))
