import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Account, accounts, type Rubric, rubrics } from '../../api/brand.ts'
import { type CalendarEntry, calendar, type Hint, hints } from '../../api/planning.ts'
import { useMe } from '../../shell/here.ts'
import { type ByDay, placeEntries } from './layout/place-entries.ts'
import { addDays } from './time/days.ts'
import { resolveWall } from './time/resolve-wall.ts'
import { type ZoneClock, zoneClock } from './time/zone-clock.ts'
import type { CalendarAddress } from './use-calendar-address.ts'

export type Around = {
  rubrics: ReadonlyMap<string, Rubric>
  accounts: ReadonlyMap<string, Account>
  zoneOf: (brandId: string) => string
}

/** Posts of the range, placed on the clock the person chose, with what speaks of gaps and clashes. */
export function useCalendar(address: CalendarAddress, brandIds: string[], range: { from: string; to: string }) {
  const around = useAround(brandIds, address.zone)
  const from = resolveWall(`${addDays(range.from, -1)}T00:00`, 'UTC').at
  const to = resolveWall(`${addDays(range.to, 1)}T00:00`, 'UTC').at
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const brands = brandIds.join(',')
  const asked = useQuery({
    ...calendar({
      ...span,
      brands,
      accounts: join(address.accounts),
      rubrics: join(address.rubrics),
      states: join(address.states),
    }),
    placeholderData: keepPreviousData,
  })
  const told = useQuery({ ...hints({ ...span, brands }), placeholderData: keepPreviousData })
  const { zoneOf } = around
  const clockOf = useMemo(() => {
    const clocks = new Map<string, ZoneClock>()
    return (brandId: string) => {
      const zone = zoneOf(brandId)
      const clock = clocks.get(zone) ?? zoneClock(zone, from, to)
      clocks.set(zone, clock)
      return clock
    }
  }, [zoneOf, from, to])
  const days = useMemo<ByDay>(
    () => placeEntries(asked.data?.entries ?? [], (entry) => clockOf(entry.brandId)),
    [asked.data, clockOf],
  )
  const hintsByDay = useMemo(() => groupHints(told.data?.hints ?? [], clockOf), [told.data, clockOf])
  return { asked, days, hintsByDay, around, clockOf }
}
export type CalendarData = ReturnType<typeof useCalendar>

const join = (list: string[]) => (list.length > 0 ? list.join(',') : undefined)

function groupHints(list: readonly Hint[], clockOf: (brandId: string) => ZoneClock): ReadonlyMap<string, Hint[]> {
  const days = new Map<string, Hint[]>()
  for (const hint of list) {
    const { date } = clockOf(hint.brandId).wallAt(Date.parse(hint.at))
    days.set(date, [...(days.get(date) ?? []), hint])
  }
  return days
}

/** Stands outside the hook: the same function and the same answers make the same map, so nothing below is placed anew. */
function byId<Item extends { id: string }>(asked: readonly { data?: { items: Item[] } }[]): ReadonlyMap<string, Item> {
  return new Map(asked.flatMap(({ data }) => data?.items.map((one) => [one.id, one] as const) ?? []))
}

function useAround(brandIds: string[], zone: CalendarAddress['zone']): Around {
  const me = useMe()
  const accountMap = useQueries({
    queries: brandIds.map((id) => accounts(id)),
    combine: byId,
  })
  const rubricMap = useQueries({
    queries: brandIds.map((id) => rubrics(id)),
    combine: byId,
  })
  return useMemo(() => {
    const zones = new Map(me.brands.map((brand) => [brand.id, brand.zone]))
    return {
      accounts: accountMap,
      rubrics: rubricMap,
      zoneOf: (brandId: string) => (zone === 'mine' ? me.zone : (zones.get(brandId) ?? me.zone)),
    }
  }, [accountMap, rubricMap, me, zone])
}

export const titleOf = (entry: CalendarEntry, untitled: string): string => entry.title.trim() || untitled
