import { type CSSProperties, type MouseEvent, memo, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Hint } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DayHints } from './day-hints.tsx'
import { type ChipActs, EntryChip } from './entry-chip.tsx'
import styles from './hours-view.module.css'
import { layOutColumn } from './layout/lay-out-column.ts'
import type { PlacedEntry } from './layout/place-entries.ts'
import type { Turns, ViewProps } from './month-view.tsx'
import { minuteAt } from './move-by-key.ts'
import { clockChange, hoursOfDay, type LivedHour } from './time/hours-of-day.ts'
import type { Around } from './use-calendar.ts'
import { useNow } from './use-now.ts'

const hourHeight = 52
const span = 30

type HoursViewProps = ViewProps & { days: readonly string[] }

/** Days beside each other on one scale of hours. A single day shows the hours as they are lived: 23 or 25 when clocks change. */
export function HoursView({ days, ...props }: HoursViewProps) {
  const say = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const only = days.length === 1 ? days[0] : undefined
  const hours = useMemo(() => (only ? hoursOfDay(only, props.zone) : wallHours), [only, props.zone])
  useFirstInView(scroller, firstHourOf(days, props.data.days))
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={say(only ? 'calendar.day' : 'calendar.week')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div className={styles.grid} style={{ '--days': days.length } as CSSProperties}>
        <div className={styles.corner} />
        {days.map((day) => (
          <DayHead key={day} day={day} {...props} />
        ))}
        <HourScale hours={hours} />
        {days.map((day) => (
          <DayColumn key={day} {...columnOf(day, props)} hours={only ? hours : null} maxLanes={only ? 8 : 2} />
        ))}
      </div>
    </section>
  )
}

/** When people get up, unless a post stands before that. */
function firstHourOf(days: readonly string[], posts: ReadonlyMap<string, readonly PlacedEntry[]>): number {
  const minutes = days.flatMap((day) => (posts.get(day) ?? none).map(({ minute }) => minute))
  return Math.min(7, ...minutes.map((minute) => Math.floor(minute / 60)))
}

/** The first hour stands at the top, until the reader scrolls. */
function useFirstInView(scroller: RefObject<HTMLElement | null>, hour: number): void {
  const left = useRef<number>(null)
  useEffect(() => {
    const view = scroller.current
    if (!view || (left.current !== null && view.scrollTop !== left.current)) return
    view.scrollTo({ top: hour * hourHeight - 12 })
    left.current = view.scrollTop
  }, [scroller, hour])
}

const wallHours: LivedHour[] = Array.from({ length: 24 }, (_, hour) => ({ at: hour * 3_600_000, hour, turn: 'none' }))
const clockOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`

function DayHead({ day, today, zone, data, mayWrite, turns: { onDay, onNew } }: ViewProps & { day: string }) {
  const say = useWords()
  const format = useFormat()
  const noon = `${day}T12:00:00Z`
  return (
    <div className={styles.head} aria-current={day === today ? 'date' : undefined}>
      <button type="button" className={styles.dayName} title={format.day(noon, 'UTC')} onClick={() => onDay(day)}>
        <span>{format.weekday(new Date(noon).getUTCDay() || 7, 'short')}</span> <strong>{Number(day.slice(8))}</strong>
      </button>
      <DayHints hints={data.hintsByDay.get(day) ?? []} day={day} zone={zone} />
      {mayWrite && (
        <IconButton
          size="s"
          icon="plus"
          label={say('calendar.newOn', { day: format.day(noon, 'UTC') })}
          onPress={() => onNew(day, null)}
        />
      )}
    </div>
  )
}

function HourScale({ hours }: { hours: readonly LivedHour[] }) {
  const say = useWords()
  const format = useFormat()
  return (
    <div className={styles.scale} aria-hidden="true">
      {hours.map((hour) => (
        <div
          key={hour.at}
          className={styles.hour}
          style={{ height: hourHeight }}
          title={hour.turn === 'none' ? undefined : say(`calendar.turn.${hour.turn}`)}
        >
          <span>
            {format.wallTime(clockOf(hour.hour))}
            {hour.turn === 'repeated' && ' ②'}
          </span>
        </div>
      ))}
    </div>
  )
}

type DayColumnProps = {
  day: string
  hours: readonly LivedHour[] | null
  maxLanes: number
  isToday: boolean
  zone: string
  posts: readonly PlacedEntry[]
  hints: readonly Hint[]
  around: Around
  acts: ChipActs
  mayWrite: boolean
  turns: Turns
  carriedId: string | undefined
  /** Minute at which what is carried would fall here. */
  target: number | undefined
}

const none: readonly PlacedEntry[] = []
const noHints: readonly Hint[] = []

function columnOf(
  day: string,
  { today, zone, data, carried, acts, mayWrite, turns }: ViewProps,
): Omit<DayColumnProps, 'hours' | 'maxLanes'> {
  const posts = data.days.get(day) ?? none
  const isCarried = posts.some((placed) => placed.entry.postId === carried?.entry.postId)
  return {
    ...{ day, zone, posts, acts, mayWrite, turns, around: data.around, isToday: day === today },
    hints: data.hintsByDay.get(day) ?? noHints,
    carriedId: isCarried ? carried?.entry.postId : undefined,
    target: carried?.spot.date === day ? carried.spot.minute : undefined,
  }
}

const DayColumn = memo(function DayColumn(props: DayColumnProps) {
  const { day, hours, maxLanes, zone, posts, around, acts, mayWrite, turns, target } = props
  const say = useWords()
  const start = hours?.[0]?.at ?? 0
  const isLived = hours !== null
  const column = useMemo(() => {
    const minuteOf = (placed: PlacedEntry) => (isLived ? (placed.at - start) / 60_000 : placed.minute)
    return layOutColumn(posts, { minuteOf, span, maxLanes })
  }, [posts, maxLanes, start, isLived])
  const troubled = new Set(props.hints.flatMap((hint) => hint.postIds))
  const change = useMemo(() => clockChange(day, zone), [day, zone])
  const press = (event: MouseEvent<HTMLDivElement>) => {
    if (!mayWrite || event.target !== event.currentTarget) return
    turns.onNew(
      day,
      wallMinute(minuteAt(event.clientY - event.currentTarget.getBoundingClientRect().top, hourHeight), hours),
    )
  }
  const total = (hours?.length ?? 24) * hourHeight
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the day's head has a button for the keyboard
    // biome-ignore lint/a11y/noStaticElementInteractions: pressing an empty hour is a short cut for that button
    <div
      className={styles.column}
      data-date={day}
      data-hour-height={hourHeight}
      data-hours={hours?.map((hour) => hour.hour).join(',')}
      style={{ height: total, '--hour': `${hourHeight}px` } as CSSProperties}
      onClick={press}
    >
      {!hours && change.skipped !== null && (
        <Gap top={change.skipped * hourHeight} text={say('calendar.turn.skipped')} />
      )}
      {props.isToday && <NowLine zone={zone} start={hours ? start : null} />}
      {column.placed.map(({ item, top, lane, lanes }) => (
        <div key={item.entry.postId} className={styles.slot} style={boxOf(top, lane, lanes)}>
          <EntryChip
            tall
            placed={item}
            around={around}
            acts={acts}
            isTroubled={troubled.has(item.entry.postId)}
            isCarried={props.carriedId === item.entry.postId}
          />
        </div>
      ))}
      {column.more.map(({ top, items, lane, lanes }) => (
        <div key={`more-${top}`} className={styles.slot} style={boxOf(top, lane, lanes)}>
          <button type="button" className={styles.more} onClick={() => turns.onDay(day)}>
            {say('calendar.more', { count: items.length })}
          </button>
        </div>
      ))}
      {target !== undefined && <div className={styles.target} style={{ top: (target / 60) * hourHeight }} />}
    </div>
  )
})

/** On a day when clocks change, a height means an hour as lived; the plan is made of what clocks show then. */
function wallMinute(minute: number, hours: readonly LivedHour[] | null): number {
  const hour = hours?.[Math.floor(minute / 60)]
  return hour ? hour.hour * 60 + (minute % 60) : minute
}

const boxOf = (top: number, lane: number, lanes: number) => ({
  top: (top / 60) * hourHeight,
  height: (span / 60) * hourHeight,
  left: `${(lane / lanes) * 100}%`,
  width: `${100 / lanes}%`,
})

function Gap({ top, text }: { top: number; text: string }) {
  return (
    <div className={styles.gap} style={{ top, height: hourHeight }}>
      {text}
    </div>
  )
}

function NowLine({ zone, start }: { zone: string; start: number | null }) {
  const { now, minute } = useNow(zone)
  const at = start === null ? minute : (now - start) / 60_000
  return <div className={styles.now} style={{ top: (at / 60) * hourHeight }} aria-hidden="true" />
}
