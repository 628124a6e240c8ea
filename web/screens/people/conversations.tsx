import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { failureOf } from '../../api/failure.ts'
import { type Conversation, conversationsOf } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { readable } from '../inbox/timeline/fold-text.ts'
import { useNow } from '../inbox/use-now.ts'
import styles from './person.module.css'
import { Handle } from './person-row.tsx'

const kindIcons: Record<Conversation['kind'], IconName> = {
  ...{ message: 'mail', comment: 'comment', mention: 'at', review: 'star' },
}

/** All they said to the brand, by conversation, the last first. */
export function Conversations({ personId }: { personId: string }) {
  const say = useWords()
  const brand = useBrand()
  const now = useNow()
  const pages = useInfiniteQuery(conversationsOf(brand.id, personId))
  const all = pages.data?.pages.flatMap((page) => page.items)
  return (
    <Card title={say('people.history')}>
      {pages.error && <Banner tone="bad" title={failureOf(pages.error).saidIn(say)} />}
      {pages.isPending && <SkeletonRows rows={3} height="3.5rem" />}
      {all?.length === 0 && <p className={styles.dim}>{say('people.history.none')}</p>}
      {all && all.length > 0 && (
        <ul className={styles.talks} aria-label={say('people.history')}>
          {all.map((one) => (
            <Talk key={one.id} talk={one} now={now} />
          ))}
        </ul>
      )}
      <LoadMore pages={pages} />
    </Card>
  )
}

function Talk({ talk, now }: { talk: Conversation; now: number }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <li>
      <Link
        to="/inbox/$brandId/$conversationId"
        params={{ brandId: talk.brandId, conversationId: talk.id }}
        className={styles.talk}
      >
        <Icon name={kindIcons[talk.kind]} label={say(`people.kind.${talk.kind}`)} />
        <span className={styles.grow}>
          <bdi className={styles.excerpt}>{readable(talk.excerpt) || say('people.history.wordless')}</bdi>
          <span className={styles.line}>
            <span className={styles.dim}>
              <Handle network={talk.network} handle={talk.author?.handle ?? ''} />
            </span>
            {talk.waitingSince && <Badge tone="warn">{say('people.history.waiting')}</Badge>}
          </span>
        </span>
        <time className={styles.dim} dateTime={talk.lastAt} title={format.moment(talk.lastAt, brand.zone)}>
          {format.relative(talk.lastAt, now)}
        </time>
      </Link>
    </li>
  )
}
