import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DayHints } from './day-hints.tsx'
import { type ChipActs, EntryChip } from './entry-chip.tsx'
import { foldCell, type PlacedEntry } from './layout/place-entries.ts'
import styles from './month-view.module.css'
import { moveByKey } from './move-by-key.ts'
import { weeksOfMonth } from './time/days.ts'
import type { CalendarData } from './use-calendar.ts'
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
  onDate: (date: string) => void
  onDay: (date: string) => void
  onNew: (date: string, minute: number | null) => void
}

const none: readonly PlacedEntry[] = []

/** Six weeks at most; arrows go from day to day, Enter opens the day, Tab walks through what stands in it. */
export function MonthView(props: ViewProps) {
  const { date, firstWeekday, onDate } = props
  const format = useFormat()
  const say = useWords()
  const weeks = weeksOfMonth(date, firstWeekday)
  const lines = useLines(weeks.length)
  const root = useRef<HTMLTableElement>(null)
  const goTo = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.date === undefined) return
    if (event.key === 'Enter') return props.onDay(date)
    const spot = moveByKey({ date, minute: 0 }, event.key, { view: 'month', firstWeekday, large: event.shiftKey })
    if (!spot) return
    event.preventDefault()
    onDate(spot.date)
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
              <DayCell key={day} day={day} lines={lines} {...props} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({
  day,
  lines,
  date,
  today,
  zone,
  data,
  carried,
  acts,
  mayWrite,
  onDate,
  onDay,
  onNew,
}: ViewProps & { day: string; lines: number }) {
  const say = useWords()
  const format = useFormat()
  const posts = data.days.get(day) ?? none
  const hints = data.hintsByDay.get(day) ?? []
  const troubled = new Set(hints.flatMap((hint) => hint.postIds))
  const { shown, hidden } = foldCell(posts, lines)
  const noon = `${day}T12:00:00Z`
  const isActive = day === date
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell that takes the focus of the grid
      role="gridcell"
      className={styles.day}
      data-date={day}
      data-other={day.slice(0, 7) !== date.slice(0, 7) || undefined}
      data-over={carried?.spot.date === day || undefined}
      aria-current={day === today ? 'date' : undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => day !== date && onDate(day)}
      onClick={(event) => mayWrite && event.target === event.currentTarget && onNew(day, null)}
      onKeyDown={() => undefined}
    >
      <div className={styles.top}>
        <button
          type="button"
          className={styles.number}
          tabIndex={isActive ? 0 : -1}
          aria-label={format.day(noon, 'UTC')}
          onClick={() => onDay(day)}
        >
          {Number(day.slice(8))}
        </button>
        <DayHints hints={hints} day={day} zone={zone} isTabbable={isActive} />
        {mayWrite && (
          <span className={styles.add}>
            <IconButton
              size="s"
              icon="plus"
              label={say('calendar.newOn', { day: format.day(noon, 'UTC') })}
              excludeFromTabOrder={!isActive}
              onPress={() => onNew(day, null)}
            />
          </span>
        )}
      </div>
      {shown.map((placed) => (
        <EntryChip
          key={placed.entry.postId}
          placed={placed}
          around={data.around}
          acts={acts}
          isTabbable={isActive}
          isTroubled={troubled.has(placed.entry.postId)}
          isCarried={carried?.entry.postId === placed.entry.postId}
        />
      ))}
      {hidden > 0 && (
        <button type="button" className={styles.more} tabIndex={isActive ? 0 : -1} onClick={() => onDay(day)}>
          {say('calendar.more', { count: hidden })}
        </button>
      )}
    </td>
  )
}

/** Lines of posts that fit into a cell of this window. */
function useLines(weeks: number): number {
  const [height, setHeight] = useState(window.innerHeight)
  useEffect(() => {
    const measure = () => setHeight(window.innerHeight)
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  const cell = Math.max(height - 250, weeks * 92) / weeks
  return Math.max(2, Math.min(12, Math.floor((cell - 34) / 26)))
}
