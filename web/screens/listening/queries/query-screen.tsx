import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { topics } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useParam } from '../../../shell/here.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { ListeningPage } from '../listening-page.tsx'
import styles from './queries.module.css'
import { QueryEditor } from './query-editor.tsx'
import { TopicList } from './topic-list.tsx'

/** One query being written, its topics beside it. `new` is one to be, in the topic that the hash names. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const queryId = useParam('queryId')
  const { hash } = useLocation()
  const asked = useQuery(topics(brand.id))
  const all = asked.data?.items ?? []
  const query = all.flatMap((topic) => topic.queries).find((one) => one.id === queryId)
  const topic = all.find((one) => one.id === (query?.topicId ?? hash))
  const isThere = topic && (query || queryId === 'new')
  return (
    <ListeningPage place="queries" lead={say('queries.lead')} acts={<Back />}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} />}
      {asked.data && (
        <div className={styles.desk}>
          <div className={styles.side}>
            <TopicList topics={all} here={queryId} isSmall />
          </div>
          {isThere ? (
            <QueryEditor key={query ? queryId : hash} topics={all} topic={topic} query={query} />
          ) : (
            <NotThere isAsking={asked.isFetching} />
          )}
        </div>
      )}
    </ListeningPage>
  )
}

function NotThere({ isAsking }: { isAsking: boolean }) {
  const say = useWords()
  return isAsking ? <SkeletonRows rows={4} /> : <EmptyState title={say('queries.gone')} acts={<Back />} />
}

function Back() {
  const say = useWords()
  const brand = useBrand()
  return (
    <ButtonLink
      to="/brands/$brandId/listening/queries"
      params={{ brandId: brand.id }}
      variant="quiet"
      icon="arrow-left"
    >
      {say('queries.all')}
    </ButtonLink>
  )
}
