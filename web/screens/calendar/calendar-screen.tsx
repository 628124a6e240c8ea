import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useMe } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { ExportDialog } from '../import/export-dialog.tsx'
import styles from './calendar-screen.module.css'
import { CarryLayer } from './carry-layer.tsx'
import type { ChipActs } from './entry-chip.tsx'
import { HoursView } from './hours-view.tsx'
import type { PlacedEntry } from './layout/place-entries.ts'
import { ListView } from './list-view.tsx'
import { MonthView, type Turns, type ViewProps } from './month-view.tsx'
import { moveByKey, type Spot, wallOf } from './move-by-key.ts'
import { MoveDialog } from './move-dialog.tsx'
import { QuickView } from './quick-view.tsx'
import { firstWeekday, startOfWeek, weekOf } from './time/days.ts'
import { Toolbar } from './toolbar.tsx'
import { type CalendarData, useCalendar } from './use-calendar.ts'
import { useCalendarAddress } from './use-calendar-address.ts'
import { useDrag } from './use-drag.ts'
import { useMove } from './use-move.ts'
import { useNow } from './use-now.ts'
import { viewRange } from './view-range.ts'

type Opened = { placed: PlacedEntry; anchor: HTMLElement }

export function Screen() {
  const { say, tag } = useSpoken()
  const brand = useBrand()
  const me = useMe()
  const mayWrite = useMayHere('author')
  const navigate = useNavigate()
  const first = firstWeekday(tag)
  const { date: today } = useNow(brand.zone)
  const [address, go] = useCalendarAddress(today)
  const brandIds = useMemo(() => (address.brands.length > 0 ? address.brands : [brand.id]), [address.brands, brand.id])
  const range = viewRange(address.view, address.date, first)
  const data = useCalendar(address, brandIds, range)
  const zone = data.around.zoneOf(brand.id)
  const root = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [moving, setMoving] = useState<PlacedEntry | null>(null)
  const [exporting, setExporting] = useState(false)
  const move = useMove()
  const drop = (entry: PlacedEntry['entry'], spot: Spot) =>
    move.mutate({ entry, wall: wallOf(spot), zone: data.around.zoneOf(entry.brandId) })
  const drag = useDrag({ root, onDrop: drop })
  const { hold } = drag
  const acts = useMemo<ChipActs>(
    () => ({
      onOpen: (placed, anchor) => setOpened({ placed, anchor }),
      onHold: (event, placed) => mayWrite && hold(event, placed.entry, placed.minute),
    }),
    [mayWrite, hold],
  )
  const turns = useLatest({
    onDate: (date) => go({ date }),
    onDay: (date) => go({ date, view: 'day' }),
    onNew: (date, minute) => {
      const wall = wallOf({ date, minute: minute ?? 9 * 60 })
      void navigate({ to: '/brands/$brandId/compose', params: { brandId: brand.id }, search: { wall, zone } as never })
    },
  })
  const view: ViewProps = {
    ...{ date: address.date, today, zone, firstWeekday: first, data, carried: drag.carried, acts, mayWrite },
    turns,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (drag.carried?.by === 'keys') return carryByKey(event)
    const post = event.target instanceof HTMLElement ? event.target.dataset.post : undefined
    if (event.key !== ' ' || !post || !mayWrite) return
    const placed = [...data.days.values()].flat().find((one) => one.entry.postId === post)
    if (!placed) return
    event.preventDefault()
    pickUp(placed)
  }
  const pickUp = (placed: PlacedEntry) => {
    setOpened(null)
    drag.carry({ entry: placed.entry, spot: { date: placed.date, minute: placed.minute }, by: 'keys' })
    requestAnimationFrame(() => root.current?.focus())
  }
  const carryByKey = (event: KeyboardEvent) => {
    const carried = drag.carried
    if (!carried) return
    const spot = moveByKey(carried.spot, event.key, {
      view: address.view === 'list' ? 'month' : address.view,
      firstWeekday: first,
      large: event.shiftKey,
    })
    if (event.key === 'Escape') drag.carry(null)
    else if (event.key === 'Enter' || event.key === ' ') {
      drag.carry(null)
      drop(carried.entry, carried.spot)
    } else if (spot) {
      drag.carry({ ...carried, spot })
      const shown = viewRange(address.view, address.date, first)
      if (spot.date < shown.from || spot.date >= shown.to) go({ date: spot.date })
    } else if (event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Page
      title={say('calendar.title')}
      width="full"
      acts={<Acts brandId={brand.id} mayWrite={mayWrite} onExport={() => setExporting(true)} />}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys pass through to whatever is being carried */}
      <div
        ref={root}
        className={styles.root}
        data-carrying={drag.carried?.by}
        tabIndex={-1}
        onKeyDownCapture={drag.carried?.by === 'keys' ? onKeyDown : undefined}
        onKeyDown={drag.carried ? undefined : onKeyDown}
        {...drag.handlers}
      >
        <Toolbar
          address={address}
          today={today}
          firstWeekday={first}
          around={data.around}
          brandIds={brandIds}
          zones={{ brand: brand.zone, mine: me.zone }}
          onGo={go}
        />
        <Troubles data={data} />
        <TheView view={address.view} props={view} range={range} firstWeekday={first} />
        {drag.carried && <CarryLayer carried={drag.carried} zone={data.around.zoneOf(drag.carried.entry.brandId)} />}
      </div>
      {opened && (
        <QuickView
          key={opened.placed.entry.postId}
          placed={opened.placed}
          anchor={opened.anchor}
          around={data.around}
          mayWrite={mayWrite}
          onClose={() => setOpened(null)}
          onCarry={() => pickUp(opened.placed)}
          onMove={() => {
            setMoving(opened.placed)
            setOpened(null)
          }}
        />
      )}
      {moving && (
        <MoveDialog
          entry={moving.entry}
          zone={data.around.zoneOf(moving.entry.brandId)}
          isPending={move.isPending}
          onClose={() => setMoving(null)}
          onMove={(plan) => move.mutate({ entry: moving.entry, ...plan }, { onSuccess: () => setMoving(null) })}
        />
      )}
      {exporting && (
        <ExportDialog
          brandId={brand.id}
          from={range.from}
          to={range.to}
          zone={zone}
          onClose={() => setExporting(false)}
        />
      )}
    </Page>
  )
}

/** Functions that stay the same from one drawing to the next and do what the latest ones do. */
function useLatest(turns: Turns): Turns {
  const latest = useRef(turns)
  latest.current = turns
  return useMemo<Turns>(
    () => ({
      onDate: (date) => latest.current.onDate(date),
      onDay: (date) => latest.current.onDay(date),
      onNew: (date, minute) => latest.current.onNew(date, minute),
    }),
    [],
  )
}

function TheView({
  view,
  props,
  range,
  firstWeekday: first,
}: {
  view: string
  props: ViewProps
  range: { from: string; to: string }
  firstWeekday: number
}) {
  if (props.data.asked.isPending) return <SkeletonRows rows={6} height="5.5rem" />
  if (view === 'list') return <ListView data={props.data} acts={props.acts} today={props.today} range={range} />
  if (view === 'day') return <HoursView key="day" days={[props.date]} {...props} />
  if (view === 'week') return <HoursView key="week" days={weekOf(startOfWeek(props.date, first))} {...props} />
  return <MonthView {...props} />
}

function Troubles({ data }: { data: CalendarData }) {
  const { say } = useSpoken()
  const format = useFormat()
  const { asked } = data
  return (
    <>
      {asked.error && (
        <Banner
          tone="bad"
          live
          acts={
            <Button size="s" onPress={() => void asked.refetch()}>
              {say('calendar.again')}
            </Button>
          }
        >
          {failureOf(asked.error).saidIn(say)}
        </Banner>
      )}
      {asked.data?.truncated && (
        <Banner tone="warn">{say('calendar.truncated', { count: format.number(asked.data.entries.length) })}</Banner>
      )}
    </>
  )
}

function Acts({ brandId, mayWrite, onExport }: { brandId: string; mayWrite: boolean; onExport: () => void }) {
  const { say } = useSpoken()
  return (
    <>
      <Button variant="quiet" icon="download" onPress={onExport}>
        {say('calendar.export')}
      </Button>
      {mayWrite && (
        <>
          <ButtonLink variant="secondary" icon="upload" to="/brands/$brandId/import" params={{ brandId }}>
            {say('calendar.import')}
          </ButtonLink>
          <ButtonLink variant="primary" icon="plus" to="/brands/$brandId/compose" params={{ brandId }}>
            {say('calendar.new')}
          </ButtonLink>
        </>
      )}
    </>
  )
}
