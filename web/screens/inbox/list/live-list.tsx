import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Skeleton, SkeletonRows } from '../../../ui/feedback.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { useKeys } from '../keys/use-keys.ts'
import styles from './list.module.css'
import { idsAt } from './list-window.ts'
import type { ShownFeed } from './use-list-feed.ts'
import { useRowCursor } from './use-row-cursor.ts'
import { type Rows, useRows } from './use-rows.ts'

type LiveListProps<Item extends { id: string }> = {
  feed: ShownFeed<Item>
  label: string
  /** Says how many have come since, above those in view. */
  fresh: (count: number) => string
  /** In place of rows: there are none, or they could not be had. */
  atRest: ReactNode
  openedId: string | undefined
  cursor: string | null
  onMove: (item: Item, isOpen: boolean) => void
  onChoose: (item: Item) => void
  row: (item: Item, isCursor: boolean) => ReactNode
}

/** A list of any length that others change meanwhile. Only what is in view is drawn and only what is near is held. */
export function LiveList<Item extends { id: string }>(props: LiveListProps<Item>) {
  const { feed, label, fresh, atRest, openedId, row } = props
  const { shown, isStale, look } = feed
  const scroller = useRef<HTMLElement>(null)
  const rows = useRows(scroller, shown.list, shown.count)
  const { from, to, isTop } = rows
  const stays = useMemo(() => new Set(openedId ? [openedId] : []), [openedId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed in the list may have to be looked at
  useEffect(() => look(from, to, isTop, stays), [look, from, to, isTop, stays, shown.list])
  useTopOnOtherFilters(scroller, feed.written)
  const cursor = useRowCursor(scroller, props)
  useKeys({ j: () => cursor.move(1), k: () => cursor.move(-1), x: cursor.choose })
  // Looking far back, a page may hold nothing and lead on.
  const isReadingOn = shown.state === 'ready' && shown.count === 0 && shown.hasMore
  const showFresh = () => {
    rows.toTop()
    feed.showFresh()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    cursor.move(step)
  }
  return (
    <div className={styles.frame} data-stale={isStale || undefined}>
      <p className={unseen} role="status">
        {shown.fresh > 0 ? fresh(shown.fresh) : ''}
      </p>
      {shown.fresh > 0 && (
        <Button className={styles.fresh} variant="primary" size="s" icon="chevron-up" onPress={showFresh}>
          {fresh(shown.fresh)}
        </Button>
      )}
      <section
        ref={scroller}
        className={styles.scroller}
        aria-label={label}
        aria-busy={shown.state === 'loading' || isReadingOn || undefined}
        onKeyDown={onKeyDown}
      >
        {(shown.state === 'loading' || isReadingOn) && <SkeletonRows rows={8} height="5.5rem" />}
        {(shown.state === 'failed' || (shown.state === 'ready' && shown.count === 0 && !isReadingOn)) && atRest}
        {shown.count > 0 && <Drawn {...rows} feed={feed} cursorId={cursor.id} row={row} />}
      </section>
    </div>
  )
}

type DrawnProps<Item extends { id: string }> = Rows &
  Pick<LiveListProps<Item>, 'feed' | 'row'> & { cursorId: string | undefined }

function Drawn<Item extends { id: string }>({ from, to, height, feed: { shown }, cursorId, row }: DrawnProps<Item>) {
  return (
    <ul className={styles.space} style={{ height: (shown.count + (shown.hasMore ? 1 : 0)) * height }}>
      {idsAt(shown.list, from, to).map((id, n) => {
        const item = id ? shown.list.items.get(id) : undefined
        const at = from + n
        return (
          <li
            key={id ?? at}
            data-row={id}
            className={styles.place}
            style={{ transform: `translateY(${at * height}px)`, height }}
            aria-posinset={at + 1}
            aria-setsize={shown.hasMore ? -1 : shown.count}
          >
            {item ? row(item, cursorId === id) : <Skeleton height="5rem" />}
          </li>
        )
      })}
    </ul>
  )
}

function useTopOnOtherFilters(scroller: { readonly current: HTMLElement | null }, written: string): void {
  const last = useRef(written)
  useEffect(() => {
    if (last.current === written) return
    last.current = written
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller, written])
}
