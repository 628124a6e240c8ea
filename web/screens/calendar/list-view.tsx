import { useEffect, useMemo, useRef, useState } from 'react'
import { thumbnailUrl } from '../../api/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Avatar, Swatch } from '../../ui/avatar.tsx'
import { Badge, EmptyState } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { ChipActs } from './entry-chip.tsx'
import { stateIcons, stateTones } from './entry-state.ts'
import { type ListRow, listRows } from './layout/list-rows.ts'
import type { PlacedEntry } from './layout/place-entries.ts'
import { mapRows, rowsInView } from './layout/rows-in-view.ts'
import styles from './list-view.module.css'
import type { ViewProps } from './month-view.tsx'
import type { Around } from './use-calendar.ts'

const dayHeight = 44
const entryHeight = 64

type ListViewProps = Pick<ViewProps, 'data' | 'acts' | 'today'> & { range: { from: string; to: string } }

/** Every post of the range under its day. Only what is in view is drawn, so ten thousand scroll like ten. */
export function ListView({ data, acts, today, range }: ListViewProps) {
  const say = useWords()
  const rows = useMemo(() => listRows(data.days, range.from, range.to), [data.days, range.from, range.to])
  const map = useMemo(() => mapRows(rows.map((row) => (row.kind === 'day' ? dayHeight : entryHeight))), [rows])
  const [view, setView] = useState({ top: 0, height: 900 })
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])
  const { from, to } = rowsInView(map, view.top, view.height)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={say('calendar.list')}>
      {rows.length === 0 && !data.asked.isPending && (
        <EmptyState title={say('calendar.empty')}>{say('calendar.emptyText')}</EmptyState>
      )}
      <div className={styles.space} style={{ height: map.total }}>
        {rows.slice(from, to).map((row, at) => (
          <div
            key={row.kind === 'day' ? row.date : row.placed.entry.postId}
            className={styles.row}
            style={{ transform: `translateY(${map.tops[from + at] ?? 0}px)` }}
          >
            <OneRow row={row} around={data.around} acts={acts} today={today} />
          </div>
        ))}
      </div>
    </section>
  )
}

function OneRow({ row, around, acts, today }: { row: ListRow; around: Around; acts: ChipActs; today: string }) {
  const say = useWords()
  const format = useFormat()
  if (row.kind === 'entry') return <EntryRow placed={row.placed} around={around} acts={acts} />
  return (
    <h2 className={styles.day} style={{ height: dayHeight }}>
      {format.day(`${row.date}T12:00:00Z`, 'UTC')}
      {row.date === today && <Badge tone="accent">{say('calendar.today')}</Badge>}
      <span className={styles.count}>{say('calendar.posts', { count: row.count })}</span>
    </h2>
  )
}

function EntryRow({ placed, around, acts }: { placed: PlacedEntry; around: Around; acts: ChipActs }) {
  const say = useWords()
  const format = useFormat()
  const { entry } = placed
  const rubric = entry.rubricId ? around.rubrics.get(entry.rubricId) : undefined
  const accounts = entry.accountIds.flatMap((id) => around.accounts.get(id) ?? [])
  return (
    <button
      type="button"
      className={styles.entry}
      style={{ height: entryHeight }}
      data-post={entry.postId}
      onClick={(event) => acts.onOpen(placed, event.currentTarget)}
    >
      <span className={styles.time}>{format.time(placed.at, around.zoneOf(entry.brandId))}</span>
      {entry.thumbnailMediaId ? (
        <img
          className={styles.picture}
          src={thumbnailUrl(entry.brandId, entry.thumbnailMediaId)}
          alt=""
          loading="lazy"
        />
      ) : (
        <span className={styles.noPicture} />
      )}
      <span className={styles.words}>
        <span className={styles.title}>{entry.title.trim() || say('calendar.untitled')}</span>
        <span className={styles.under}>
          {rubric && <Swatch color={rubric.color} />}
          {[rubric?.name, accounts.map((account) => account.name).join(', ')].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={styles.faces}>
        {accounts.slice(0, 3).map((account) => (
          <Avatar key={account.id} name={account.name} src={account.avatarUrl} size={24} />
        ))}
      </span>
      {entry.recurring && <Icon name="repeat" size={16} label={say('calendar.recurring')} />}
      <Badge tone={stateTones[entry.state]} icon={stateIcons[entry.state]}>
        {say(`calendar.state.${entry.state}`)}
      </Badge>
    </button>
  )
}
