import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import type { Hint } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DayHints } from './day-hints.tsx'
import { type ChipActs, EntryChip } from './entry-chip.tsx'
import { foldCell, type PlacedEntry } from './layout/place-entries.ts'
import styles from './month-view.module.css'
import { moveByKey } from './move-by-key.ts'
import { weeksOfMonth } from './time/days.ts'
import type { Around, CalendarData } from './use-calendar.ts'
import type { Carried } from './use-drag.ts'

export type ViewProps = {
  date: string
  today: string
  zone: string
  firstWeekday: number
  data: CalendarData
  carried: Carried | null
  acts: ChipActs
  mayWrite: boolean
  turns: Turns
}

/** Where pressing leads; the same functions from one drawing to the next. */
export type Turns = {
  onDate: (date: string) => void
  onDay: (date: string) => void
  onNew: (date: string, minute: number | null) => void
}

const none: readonly PlacedEntry[] = []
const noHints: readonly Hint[] = []

function cellOf(
  day: string,
  { date, today, zone, data, carried, acts, mayWrite, turns }: ViewProps,
): Omit<DayCellProps, 'lines'> {
  const posts = data.days.get(day) ?? none
  const isCarried = posts.some((placed) => placed.entry.postId === carried?.entry.postId)
  return {
    ...{ day, zone, posts, acts, mayWrite, turns, around: data.around },
    hints: data.hintsByDay.get(day) ?? noHints,
    isActive: day === date,
    isOther: day.slice(0, 7) !== date.slice(0, 7),
    isToday: day === today,
    isOver: carried?.spot.date === day,
    carriedId: isCarried ? carried?.entry.postId : undefined,
  }
}

/** Six weeks at most; arrows go from day to day, Enter opens the day, Tab walks through what stands in it. */
export function MonthView(props: ViewProps) {
  const { date, firstWeekday, turns } = props
  const format = useFormat()
  const say = useWords()
  const weeks = weeksOfMonth(date, firstWeekday)
  const lines = useLines(weeks.length)
  const root = useRef<HTMLTableElement>(null)
  const goTo = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.date === undefined) return
    if (event.key === 'Enter') return turns.onDay(date)
    const spot = moveByKey({ date, minute: 0 }, event.key, { view: 'month', firstWeekday, large: event.shiftKey })
    if (!spot) return
    event.preventDefault()
    turns.onDate(spot.date)
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`td[data-date="${spot.date}"]`)?.focus())
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked through like a grid
    <table ref={root} className={styles.month} role="grid" aria-label={say('calendar.month')} onKeyDown={goTo}>
      <thead>
        <tr>
          {weeks[0]?.map((_, at) => {
            const weekday = ((firstWeekday - 1 + at) % 7) + 1
            return (
              <th key={weekday} scope="col" abbr={format.weekday(weekday)}>
                {format.weekday(weekday, 'short')}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell key={day} {...cellOf(day, props)} lines={lines} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayCellProps = {
  day: string
  lines: number
  isActive: boolean
  isOther: boolean
  isToday: boolean
  isOver: boolean
  carriedId: string | undefined
  zone: string
  posts: readonly PlacedEntry[]
  hints: readonly Hint[]
  around: Around
  acts: ChipActs
  mayWrite: boolean
  turns: Turns
}

/** Drawn anew only when something of its own day changes: a month has forty, and a drag passes over many. */
const DayCell = memo(function DayCell(props: DayCellProps) {
  const { day, lines, isActive, posts, hints, around, acts, mayWrite, turns } = props
  const say = useWords()
  const format = useFormat()
  const troubled = new Set(hints.flatMap((hint) => hint.postIds))
  const { shown, hidden } = foldCell(posts, lines)
  const noon = `${day}T12:00:00Z`
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell that takes the focus of the grid
      role="gridcell"
      className={styles.day}
      data-date={day}
      data-other={props.isOther || undefined}
      data-over={props.isOver || undefined}
      aria-current={props.isToday ? 'date' : undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => !isActive && turns.onDate(day)}
      onClick={(event) => mayWrite && event.target === event.currentTarget && turns.onNew(day, null)}
      onKeyDown={() => undefined}
    >
      <div className={styles.top}>
        <button
          type="button"
          className={styles.number}
          tabIndex={isActive ? 0 : -1}
          aria-label={format.day(noon, 'UTC')}
          onClick={() => turns.onDay(day)}
        >
          {Number(day.slice(8))}
        </button>
        <DayHints hints={hints} day={day} zone={props.zone} isTabbable={isActive} />
        {mayWrite && (
          <span className={styles.add}>
            <IconButton
              size="s"
              icon="plus"
              label={say('calendar.newOn', { day: format.day(noon, 'UTC') })}
              excludeFromTabOrder={!isActive}
              onPress={() => turns.onNew(day, null)}
            />
          </span>
        )}
      </div>
      {shown.map((placed) => (
        <EntryChip
          key={placed.entry.postId}
          placed={placed}
          around={around}
          acts={acts}
          isTabbable={isActive}
          isTroubled={troubled.has(placed.entry.postId)}
          isCarried={props.carriedId === placed.entry.postId}
        />
      ))}
      {hidden > 0 && (
        <button type="button" className={styles.more} tabIndex={isActive ? 0 : -1} onClick={() => turns.onDay(day)}>
          {say('calendar.more', { count: hidden })}
        </button>
      )}
    </td>
  )
})

/** Lines of posts that fit into a cell of this window. */
function useLines(weeks: number): number {
  const [height, setHeight] = useState(window.innerHeight)
  useEffect(() => {
    const measure = () => setHeight(window.innerHeight)
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  const cell = Math.max(height - 250, weeks * 92) / weeks
  return Math.max(2, Math.min(12, Math.floor((cell - 54) / 26)))
}
