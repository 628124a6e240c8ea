import { useInfiniteQuery } from '@tanstack/react-query'
import { failureOf } from '../../../api/failure.ts'
import { type CapturedItem, captures } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Badge, Banner, EmptyState, SkeletonRows, type Tone } from '../../../ui/feedback.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { webAddress } from '../../inbox/timeline/fold-text.ts'
import styles from './capture.module.css'

/** All that was captured, newest first. */
export function CapturedSheet() {
  const say = useWords()
  const brand = useBrand()
  const asked = useInfiniteQuery({ ...captures(brand.id), refetchInterval: 5_000 })
  const items = asked.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card title={say('listen.capture.sheet')}>
      {asked.error && <Banner tone="bad" title={failureOf(asked.error).saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.isSuccess && items.length === 0 && (
        <EmptyState title={say('listen.capture.none')} level={3}>
          {say('listen.capture.none.text')}
        </EmptyState>
      )}
      <List label={say('listen.capture.sheet')}>
        {items.map((item) => (
          <CapturedRow key={item.id} item={item} />
        ))}
      </List>
      <LoadMore pages={asked} />
    </Card>
  )
}

const looks: Record<NonNullable<CapturedItem['tone']>, Tone> = { negative: 'bad', neutral: 'plain', positive: 'good' }

function CapturedRow({ item }: { item: CapturedItem }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  return (
    <ListRow
      title={<q className={styles.quote}>{item.text}</q>}
      dim={
        <>
          <bdi>{item.author}</bdi> · {format.moment(item.at, zone)}
          {item.url && (
            <>
              {' · '}
              <a
                className={styles.address}
                href={webAddress(item.url)}
                target="_blank"
                rel="noreferrer noopener nofollow"
              >
                {item.title || item.site}
              </a>
            </>
          )}
        </>
      }
      after={item.tone && <Badge tone={looks[item.tone]}>{say(`listen.capture.tone.${item.tone}`)}</Badge>}
    >
      {item.screenshot && (
        <img className={styles.picture} src={item.screenshot} alt={say('listen.capture.screenshot')} />
      )}
    </ListRow>
  )
}
