import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Brief } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Skeleton, SkeletonRows } from '../../../ui/feedback.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { searchFor } from '../address.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import { ConversationRow } from './conversation-row.tsx'
import styles from './list.module.css'
import { ListAtRest } from './list-at-rest.tsx'
import { idsAt } from './list-window.ts'
import { useCursor } from './use-cursor.ts'
import { useRows } from './use-rows.ts'

/** The conversations of the chosen folder and filters. Only what is in view is drawn and only what is near is held. */
export function ConversationList() {
  const say = useWords()
  const { conversations, place, chosen } = useInbox()
  const { shown, isStale, look } = conversations
  const scroller = useRef<HTMLElement>(null)
  const rows = useRows(scroller, shown.list, shown.count)
  const { from, to, isTop } = rows
  const openedId = place.opened?.conversationId
  const stays = useMemo(() => new Set(openedId ? [openedId] : []), [openedId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed in the list may have to be looked at
  useEffect(() => look(from, to, isTop, stays), [look, from, to, isTop, stays, shown.list])
  useTopOnOtherFilters(scroller, conversations.written)
  const cursor = useCursor(scroller)
  useKeys({ j: () => cursor.move(1), k: () => cursor.move(-1), x: cursor.choose })
  const showFresh = () => {
    rows.toTop()
    conversations.showFresh()
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
        {shown.fresh > 0 ? say('inbox.fresh', { count: shown.fresh }) : ''}
      </p>
      {shown.fresh > 0 && (
        <Button className={styles.fresh} variant="primary" size="s" icon="chevron-up" onPress={showFresh}>
          {say('inbox.fresh', { count: shown.fresh })}
        </Button>
      )}
      <section
        ref={scroller}
        className={styles.scroller}
        aria-label={say('inbox.list')}
        aria-busy={shown.state === 'loading' || undefined}
        onKeyDown={onKeyDown}
      >
        {shown.state === 'loading' && <SkeletonRows rows={8} height="5.5rem" />}
        {(shown.state === 'failed' || (shown.state === 'ready' && shown.count === 0)) && <ListAtRest />}
        {shown.count > 0 && <Rows {...rows} chosen={chosen} cursorId={cursor.id} />}
      </section>
    </div>
  )
}

type RowsProps = ReturnType<typeof useRows> & { chosen: ReadonlyMap<string, Brief>; cursorId: string | undefined }

function Rows({ from, to, height, chosen, cursorId }: RowsProps) {
  const { conversations, place, around, choose, setCursor } = useInbox()
  const { shown } = conversations
  const now = useNow()
  const search = useMemo(() => searchFor(place.address), [place.address])
  const onChoose = useCallback((brief: Brief, on: boolean) => choose([brief], on), [choose])
  const ids = idsAt(shown.list, from, to)
  const several = around.brands.length > 1
  return (
    <ul className={styles.space} style={{ height: (shown.count + (shown.hasMore ? 1 : 0)) * height }}>
      {ids.map((id, at) => {
        const brief = id ? shown.list.items.get(id) : undefined
        const row = from + at
        return (
          <li
            key={id ?? row}
            className={styles.place}
            style={{ transform: `translateY(${row * height}px)`, height }}
            aria-posinset={row + 1}
            aria-setsize={shown.hasMore ? -1 : shown.count}
          >
            {brief ? (
              <ConversationRow
                brief={brief}
                account={around.accounts.get(brief.accountId)}
                network={around.networks.get(brief.network)}
                brand={several ? around.brands.find((one) => one.id === brief.brandId) : undefined}
                zone={around.zoneOf(brief.brandId)}
                search={search}
                now={now}
                isOpen={place.opened?.conversationId === id}
                isCursor={cursorId === id}
                isChosen={chosen.has(brief.id)}
                onChoose={onChoose}
                onCursor={setCursor}
              />
            ) : (
              <Skeleton height="5rem" />
            )}
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
