import type { Dashboard, DashboardAuthor } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Card, Columns } from '../../../ui/layout.tsx'
import styles from './dashboard.module.css'
import { type MentionsFilter, MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

const roles = ['leaders', 'advocates', 'critics'] as const
type Role = (typeof roles)[number]

/** Who leads the talk, who praises and who criticises. */
export function AuthorsCard({ found }: { found: Dashboard }) {
  const say = useWords()
  return (
    <Card title={say('figures.authors')}>
      <Columns min="16rem">
        {roles.map((role) => (
          <section key={role}>
            <h3 className={styles.name}>{say(`figures.${role}`)}</h3>
            <p className={styles.dim}>{say(`figures.${role}.text`)}</p>
            {found.authors[role].length === 0 ? (
              <p className={styles.dim}>{say('figures.nobody')}</p>
            ) : (
              <ol className={styles.people}>
                {found.authors[role].map((one) => (
                  <Person key={one.key} role={role} one={one} />
                ))}
              </ol>
            )}
          </section>
        ))}
      </Columns>
    </Card>
  )
}

const shownOf: Record<Role, { filter: MentionsFilter; count: (one: DashboardAuthor) => number }> = {
  leaders: { filter: {}, count: ({ mentions }) => mentions },
  advocates: { filter: { sentiment: 'positive' }, count: ({ positive }) => positive },
  critics: { filter: { sentiment: 'negative' }, count: ({ negative }) => negative },
}

function Person({ role, one }: { role: Role; one: DashboardAuthor }) {
  const say = useWords()
  const figure = useFigure()
  const { filter, count } = shownOf[role]
  return (
    <li>
      <bdi className={styles.who}>{one.name || one.handle || one.key}</bdi>
      <span className={styles.dim}>
        <MentionsLink filter={{ author: one.key, ...filter }}>
          {say(`figures.${role}.count`, { count: count(one) })}
        </MentionsLink>
        {' · '}
        {say('figures.reach.of', { reach: figure.large(one.reach) })}
      </span>
    </li>
  )
}
