import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Card, Table } from '../../../ui/layout.tsx'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

type Topic = Dashboard['topics'][number]

/** Share of voice, and what else is known of each topic. */
export function TopicsCard({ found }: { found: Dashboard }) {
  const say = useWords()
  const figure = useFigure()
  const { topics } = found
  const most = Math.max(1, ...topics.flatMap((topic) => topic.steps))
  if (topics.length === 0) return null
  return (
    <Card title={say('figures.voice')}>
      <p className={styles.dim}>{say('figures.voice.formula')}</p>
      <Table
        label={say('figures.voice')}
        head={[
          say('figures.topic'),
          say('figures.mentions'),
          say('figures.moved.head'),
          say('figures.voice'),
          say('figures.net'),
          say('figures.relevance'),
          say('figures.course'),
        ]}
      >
        {topics.map((topic) => (
          <tr key={topic.id}>
            <th scope="row">
              <bdi>{topic.name}</bdi> <span className={styles.dim}>{say(`queries.kind.${topic.kind}`)}</span>
            </th>
            <td>
              <MentionsLink filter={{ topics: topic.id }}>{figure.count(topic.mentions)}</MentionsLink>
            </td>
            <td>{topic.previous ? figure.moved(topic.mentions - topic.previous.mentions) : '–'}</td>
            <td>
              <Voice topic={topic} />
            </td>
            <td>{figure.net(topic.net)}</td>
            <td>{figure.share(topic.relevance)}</td>
            <td>
              <Course steps={topic.steps} most={most} />
            </td>
          </tr>
        ))}
      </Table>
      <p className={styles.dim}>{say('figures.relevance.formula', { count: found.heard })}</p>
    </Card>
  )
}

function Voice({ topic: { voice, kind, previous } }: { topic: Topic }) {
  const figure = useFigure()
  if (voice === null) return '–'
  const was = previous?.voice
  return (
    <span className={styles.bar} data-kind={kind}>
      <span className={styles.rail} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${voice * 100}%` }} />
      </span>
      {figure.share(voice)}
      {was != null && <span className={styles.dim}>{figure.movedShare(voice - was)}</span>}
    </span>
  )
}

/** How it went over time, small; the chart above tells it at large once the topic is chosen alone. */
function Course({ steps, most }: { steps: number[]; most: number }) {
  const wide = Math.max(1, steps.length - 1)
  const points = steps.map((count, n) => `${(n / wide) * 100},${30 - (count / most) * 28}`).join(' ')
  return (
    <svg className={styles.course} viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points} />
    </svg>
  )
}
