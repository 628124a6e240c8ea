import type { Translation } from '../../../../api/listening-queries.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Banner } from '../../../../ui/feedback.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './write.module.css'

type TranslationToldProps = { told: Translation; pasted: string; onUse: (query: string) => void }

const icons = { kept: 'check-circle', approximated: 'warning', dropped: 'x-circle' } as const
const longestQuoted = 60

/** What became of a query of another tool, and what it does not say any more. */
export function TranslationTold({ told, pasted, onUse }: TranslationToldProps) {
  const say = useWords()
  return (
    <div className={styles.stack} role="status">
      {told.vendorName && <p>{say('queries.paste.whose', { vendor: told.vendorName })}</p>}
      {told.problems.map((one) => (
        <Banner key={`${one.code} ${one.from}`} tone="bad" title={one.message}>
          {isPart(one, pasted) && <code>{quoted(one, pasted)}</code>}
        </Banner>
      ))}
      {told.query && <pre className={styles.became}>{told.query}</pre>}
      {told.notes.length > 0 && (
        <ul className={styles.notes} aria-label={say('queries.paste.notes')}>
          {told.notes.map((one) => (
            <li key={`${one.code} ${one.from} ${one.to}`} data-kind={one.kind}>
              <Icon name={icons[one.kind]} size={16} label={say(`queries.note.${one.kind}`)} />
              <span>
                {isPart(one, pasted) && (
                  <>
                    <code>{quoted(one, pasted)}</code>{' '}
                  </>
                )}
                {one.message}
              </span>
            </li>
          ))}
        </ul>
      )}
      {told.query && (
        <div>
          <Button variant="primary" icon="check" onPress={() => onUse(told.query)}>
            {say('queries.paste.use')}
          </Button>
        </div>
      )}
    </div>
  )
}

const isPart = ({ from, to }: { from: number; to: number }, pasted: string) => to > from && to - from < pasted.length

const quoted = ({ from, to }: { from: number; to: number }, pasted: string) =>
  to - from > longestQuoted ? `${pasted.slice(from, from + longestQuoted)}…` : pasted.slice(from, to)
