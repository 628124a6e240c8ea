import { useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { isView, type View } from './view-range.ts'

export type ZoneChoice = 'brand' | 'mine'
export type CalendarAddress = {
  view: View
  date: string
  zone: ZoneChoice
  brands: string[]
  accounts: string[]
  rubrics: string[]
  states: string[]
}

/** What the calendar shows stands in its address: it can be kept, sent, and gone back to. */
export function useCalendarAddress(today: string): [CalendarAddress, (change: Partial<CalendarAddress>) => void] {
  const { search } = useLocation()
  const navigate = useNavigate()
  const given = search as Record<string, unknown>
  const address = useMemo<CalendarAddress>(
    () => ({
      view: isView(given.view) ? given.view : narrow() ? 'list' : 'month',
      date: typeof given.date === 'string' && isDate(given.date) ? given.date : today,
      zone: given.zone === 'mine' ? 'mine' : 'brand',
      brands: listOf(given.brands),
      accounts: listOf(given.accounts),
      rubrics: listOf(given.rubrics),
      states: listOf(given.states),
    }),
    [given, today],
  )
  const go = (change: Partial<CalendarAddress>) => {
    const next = Object.entries({ ...address, ...change }).map(
      ([key, value]) => [key, Array.isArray(value) ? value.join(',') : value] as const,
    )
    const search = Object.fromEntries(next.filter(([, value]) => value !== ''))
    void navigate({ to: '.', search: search as never, replace: change.view === undefined, resetScroll: false })
  }
  return [address, go]
}

const narrow = () => matchMedia('(max-width: 40rem)').matches
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const listOf = (value: unknown): string[] => (typeof value === 'string' ? value.split(',').filter(Boolean) : [])
