import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CSSProperties, useMemo, useState } from 'react'
import { rubrics } from '../../api/brand.ts'
import { type CalendarEntry, calendar } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import type { BrandHere } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Dim } from '../../ui/layout.tsx'
import { wallIn } from '../calendar/time/resolve-wall.ts'
import styles from './today.module.css'

const week = 7 * 24 * 60 * 60_000
const shown = 12

/** The week ahead on the brand's clock. */
export function UpNext({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const format = useFormat()
  const [from] = useState(() => new Date(Math.floor(Date.now() / 60_000) * 60_000))
  const asked = useQuery(
    calendar({ from: from.toISOString(), to: new Date(from.getTime() + week).toISOString(), brands: brand.id }),
  )
  const colors = new Map(useQuery(rubrics(brand.id)).data?.items.map((rubric) => [rubric.id, rubric.color]))
  const days = useMemo(() => byDay(asked.data?.entries ?? []), [asked.data])
  return (
    <Card title={say('today.next')} acts={<Dim>{format.zoneName(brand.zone)}</Dim>}>
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.data && days.length === 0 && (
        <EmptyState
          level={3}
          title={say('today.next.none')}
          acts={
            <ButtonLink to={`/brands/${brand.id}/compose`} icon="compose">
              {say('today.step.post.act')}
            </ButtonLink>
          }
        >
          {say('today.next.none.text')}
        </EmptyState>
      )}
      {days.map(([day, entries]) => (
        <section key={day} className={styles.day}>
          <h3 className={styles.dayName}>{format.day(`${day}T12:00:00Z`, 'UTC')}</h3>
          {entries.map((entry) => (
            <Link
              key={entry.postId + entry.at}
              to={`/brands/${brand.id}/posts/${entry.postId}`}
              className={styles.entry}
              style={{ '--rubric': colors.get(entry.rubricId ?? '') } as CSSProperties}
            >
              <time dateTime={entry.at} className={styles.time}>
                {format.clock(entry.at, brand.zone)}
              </time>
              <span className={styles.entryTitle}>{entry.title || say('posts.untitled')}</span>
              {entry.state === 'draft' && <Badge>{say(`posts.stage.${entry.stage}`)}</Badge>}
            </Link>
          ))}
        </section>
      ))}
    </Card>
  )
}

/** The soonest, grouped by the day of their wall time. */
function byDay(entries: CalendarEntry[]): [string, CalendarEntry[]][] {
  const soonest = [...entries].sort((a, b) => a.at.localeCompare(b.at)).slice(0, shown)
  const days = new Map<string, CalendarEntry[]>()
  for (const entry of soonest) {
    const day = wallIn(entry.zone, Date.parse(entry.at)).slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days]
}
