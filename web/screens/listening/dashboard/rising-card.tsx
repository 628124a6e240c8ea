import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Card, Columns, Table } from '../../../ui/layout.tsx'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

/** Words and hashtags that are said more than before. */
export function RisingCard({ found }: { found: Dashboard }) {
  const say = useWords()
  const figure = useFigure()
  const { rising } = found
  return (
    <Card title={say('figures.rising')}>
      <Columns min="20rem">
        {(['words', 'tags'] as const).map((kind) =>
          rising[kind].length === 0 ? (
            <section key={kind}>
              <h3 className={styles.name}>{say(`figures.${kind}`)}</h3>
              <p className={styles.dim}>{say('figures.rising.none')}</p>
            </section>
          ) : (
            <Table
              key={kind}
              label={say(`figures.${kind}`)}
              head={[say(`figures.${kind}`), say('figures.now'), say('figures.before'), say('figures.score')]}
            >
              {rising[kind].slice(0, 12).map((one) => {
                const written = kind === 'tags' ? `#${one.word}` : one.word
                return (
                  <tr key={one.word}>
                    <th scope="row">
                      <MentionsLink filter={{ q: kind === 'tags' ? written : `!${one.word}` }}>
                        <bdi>{written}</bdi>
                      </MentionsLink>
                    </th>
                    <td>{figure.count(one.count)}</td>
                    <td>{figure.count(one.before)}</td>
                    <td>{figure.count(one.score)}</td>
                  </tr>
                )
              })}
            </Table>
          ),
        )}
      </Columns>
      <p className={styles.dim}>
        {say('figures.rising.formula', { count: rising.sample, before: rising.sampleBefore })}
      </p>
    </Card>
  )
}
