import { Fragment, useMemo, useRef } from 'react'
import { failureOf } from '../../../api/failure.ts'
import type { Entry } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { useOpen } from '../conversation/use-open.ts'
import { useInbox } from '../use-inbox.ts'
import { LineEntry, NoteEntry } from './note-entry.tsx'
import { ReplyEntry } from './reply-entry.tsx'
import { SaidEntry } from './said-entry.tsx'
import styles from './timeline.module.css'
import { useTimelineScroll } from './use-timeline-scroll.ts'

/** All that was said, answered, noted and done, oldest first. A stretch of it is held; more comes as one scrolls there. */
export function Timeline() {
  const say = useWords()
  const { timeline, head } = useOpen()
  const { stretch, failure } = timeline
  const scroller = useRef<HTMLElement>(null)
  const { isAway, hasNews, toEnd } = useTimelineScroll(scroller, timeline)
  if (!stretch)
    return (
      <div className={styles.rest} aria-busy={failure ? undefined : true}>
        {failure ? <Trouble /> : <SkeletonRows rows={4} height="4.5rem" />}
      </div>
    )
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={say('inbox.timeline')}>
        {stretch.before !== null && <p className={styles.more}>{say('inbox.older')}</p>}
        {stretch.entries.length === 0 && <EmptyState level={3} title={say('inbox.nothingSaid')} />}
        <Entries entries={stretch.entries} brandId={head.brandId} />
        {failure ? <Trouble /> : null}
      </section>
      <p className={unseen} role="status">
        {hasNews ? say('inbox.newBelow') : ''}
      </p>
      {isAway && (
        <Button
          className={styles.toEnd}
          size="s"
          variant={hasNews ? 'primary' : 'secondary'}
          icon="chevron-down"
          onPress={toEnd}
        >
          {say(hasNews ? 'inbox.newBelow' : 'inbox.toEnd')}
        </Button>
      )}
    </div>
  )
}

function Trouble() {
  const say = useWords()
  const { timeline } = useOpen()
  return (
    <Banner
      tone="bad"
      live
      title={failureOf(timeline.failure).saidIn(say)}
      acts={<Button onPress={() => void timeline.refresh()}>{say('shell.error.again')}</Button>}
    />
  )
}

function Entries({ entries, brandId }: { entries: readonly Entry[]; brandId: string }) {
  const format = useFormat()
  const { around } = useInbox()
  const zone = around.zoneOf(brandId)
  const days = useMemo(() => entries.map((entry) => format.date(entry.at, zone)), [entries, format, zone])
  return (
    <ol className={styles.entries}>
      {entries.map((entry, at) => (
        <Fragment key={entry.key}>
          {days[at] !== days[at - 1] && (
            <li className={styles.day}>
              <h3>{format.day(entry.at, zone)}</h3>
            </li>
          )}
          <li className={styles.entry} data-key={entry.key}>
            <OneEntry entry={entry} zone={zone} />
          </li>
        </Fragment>
      ))}
    </ol>
  )
}

function OneEntry({ entry, zone }: { entry: Entry; zone: string }) {
  if (entry.entry === 'said') return <SaidEntry entry={entry} zone={zone} />
  if (entry.entry === 'reply') return <ReplyEntry reply={entry.reply} at={entry.at} zone={zone} />
  if (entry.entry === 'note') return <NoteEntry note={entry.note} at={entry.at} zone={zone} />
  return <LineEntry line={entry.line} at={entry.at} zone={zone} />
}
