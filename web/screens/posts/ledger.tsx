import type { LedgerLine } from '../../api/publishing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Dim } from '../../ui/layout.tsx'
import styles from './posts.module.css'

/** Every attempt, answer and verdict, oldest first, with what the network said. */
export function Ledger({ lines }: { lines: LedgerLine[] }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  if (lines.length === 0) return null
  return (
    <div className={styles.block}>
      <h3>{say('posts.ledger')}</h3>
      <ol className={styles.ledger}>
        {lines.map((line) => (
          <li key={line.id} className={styles.line} data-outcome={line.outcome}>
            <span className={styles.dot} />
            <div className={styles.lineWords}>
              <p>{line.text}</p>
              <Dim>
                <time dateTime={line.at}>{format.second(line.at, zone)}</time>
                {line.outcome !== 'open' && ` · ${say(`posts.outcome.${line.outcome}`)}`}
              </Dim>
              {line.evidence && (
                <details className={styles.evidence}>
                  <summary>{say('posts.evidence')}</summary>
                  <pre>{JSON.stringify(line.evidence, null, 2)}</pre>
                </details>
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
