import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { orderTopics, type Query, type Topic, topicsPath } from '../../../api/listening-queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { MoveButtons } from '../../../ui/move-buttons.tsx'
import { moved } from '../../../ui/moved.ts'
import styles from './queries.module.css'
import { TopicMenu } from './topic-menu.tsx'

type TopicListProps = { topics: Topic[]; here?: string; isSmall?: boolean }

/** Topics and their queries; beside an editor small, alone with all their acts. */
export function TopicList({ topics, here, isSmall = false }: TopicListProps) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [wanted, setWanted] = useState<string[] | null>(null)
  const order = useAct((ids: string[]) => orderTopics(brand.id, ids), { touches: [topicsPath(brand.id)] })
  const put = (ids: string[]) => {
    setWanted(ids)
    order.mutate(ids, { onSettled: () => setWanted(null) })
  }
  const byId = new Map(topics.map((one) => [one.id, one]))
  const shown = wanted ? wanted.flatMap((id) => byId.get(id) ?? []) : topics
  const ids = shown.map((one) => one.id)
  return (
    <ul className={styles.topics} aria-label={say('queries.topics')} data-small={isSmall || undefined}>
      {shown.map((topic, at) => (
        <li key={topic.id} className={styles.topic}>
          <div className={styles.topicTop}>
            <h2>
              <bdi>{topic.name}</bdi>
            </h2>
            <Badge>{say(`queries.kind.${topic.kind}`)}</Badge>
            {mayChange && (
              <span className={styles.topicActs}>
                {!isSmall && topics.length > 1 && (
                  <MoveButtons
                    words={[say('queries.up', { name: topic.name }), say('queries.down', { name: topic.name })]}
                    at={at}
                    of={shown.length}
                    onMove={(to) => put(moved(ids, at, to))}
                  />
                )}
                <TopicMenu topic={topic} />
              </span>
            )}
          </div>
          <ul className={styles.queries}>
            {topic.queries.map((query) => (
              <QueryRow key={query.id} query={query} isHere={query.id === here} isSmall={isSmall} />
            ))}
          </ul>
          {mayChange && (
            <ButtonLink
              to="/brands/$brandId/listening/queries/$queryId"
              params={{ brandId: brand.id, queryId: 'new' }}
              hash={topic.id}
              size="s"
              variant="quiet"
              icon="plus"
            >
              {say('queries.add.query')}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  )
}

type QueryRowProps = { query: Query; isHere: boolean; isSmall: boolean }

function QueryRow({ query, isHere, isSmall }: QueryRowProps) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <li className={styles.query} data-off={!query.isOn || undefined}>
      <Link
        to="/brands/$brandId/listening/queries/$queryId"
        params={{ brandId: brand.id, queryId: query.id }}
        aria-current={isHere ? 'true' : undefined}
      >
        <bdi>{query.name}</bdi>
      </Link>
      {!query.isOn && <Badge icon="pause">{say('queries.off')}</Badge>}
      {!isSmall && <code>{query.text}</code>}
      {!isSmall && (
        <span className={styles.dim}>
          <Link
            to="/brands/$brandId/listening"
            params={{ brandId: brand.id }}
            search={{ queries: query.id }}
            aria-label={say('queries.mentionsOf', { name: query.name, count: query.lately })}
          >
            {say('queries.lately', { count: query.lately })}
          </Link>
          {query.changedBy && ` · ${query.changedBy}`} · {format.relative(query.changedAt)}
        </span>
      )}
    </li>
  )
}
