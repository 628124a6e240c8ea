import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useMe } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/layout.tsx'
import { ExportDialog } from '../import/export-dialog.tsx'
import styles from './calendar-screen.module.css'
import { CalendarView, Troubles } from './calendar-view.tsx'
import { CarryLayer } from './carry-layer.tsx'
import type { ChipActs } from './entry-chip.tsx'
import type { PlacedEntry } from './layout/place-entries.ts'
import type { Turns, ViewProps } from './month-view.tsx'
import { type Spot, wallOf } from './move-by-key.ts'
import { MoveDialog } from './move-dialog.tsx'
import { QuickView } from './quick-view.tsx'
import { firstWeekday } from './time/days.ts'
import { Toolbar } from './toolbar.tsx'
import { useCalendar } from './use-calendar.ts'
import { useCalendarAddress } from './use-calendar-address.ts'
import { useCarrying } from './use-carrying.ts'
import { useDrag } from './use-drag.ts'
import { useMayMove } from './use-may-move.ts'
import { useMove } from './use-move.ts'
import { useNow } from './use-now.ts'
import { viewRange } from './view-range.ts'

type Opened = { placed: PlacedEntry; anchor: HTMLElement }

export function Screen() {
  const { say, tag } = useSpoken()
  const brand = useBrand()
  const me = useMe()
  const mayWrite = useMayHere('author')
  const mayMove = useMayMove()
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
      onHold: (event, placed) => mayMove(placed.entry) && hold(event, placed.entry, placed.minute),
    }),
    [mayMove, hold],
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
  const carrying = useCarrying({
    ...{ root, drag, data, firstWeekday: first, view: address.view, shown: range },
    mayMove,
    onDrop: drop,
    onShow: (date) => go({ date }),
    onPickUp: () => setOpened(null),
  })
  return (
    <Page
      title={say('calendar.title')}
      width="full"
      acts={<Acts brandId={brand.id} mayWrite={mayWrite} onExport={() => setExporting(true)} />}
    >
      <div
        ref={root}
        className={styles.root}
        data-carrying={drag.carried?.by}
        tabIndex={-1}
        {...carrying.handlers}
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
        <CalendarView view={address.view} props={view} range={range} firstWeekday={first} />
        {drag.carried && <CarryLayer carried={drag.carried} zone={data.around.zoneOf(drag.carried.entry.brandId)} />}
      </div>
      {opened && (
        <QuickView
          key={opened.placed.entry.postId}
          placed={opened.placed}
          anchor={opened.anchor}
          around={data.around}
          mayWrite={mayWrite}
          mayMove={mayMove(opened.placed.entry)}
          onClose={() => setOpened(null)}
          onCarry={() => carrying.pickUp(opened.placed)}
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
