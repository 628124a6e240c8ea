import type { Action, Condition } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import styles from './rules.module.css'
import { useSaid } from './use-said.ts'

type Saying = { all: boolean; conditions: Condition[]; actions: Action[] }

/** A rule as one reads it: when this and that, then do so. */
export function RuleSentence({ all, conditions, actions }: Saying) {
  const say = useWords()
  const said = useSaid()
  return (
    <p className={styles.sentence}>
      <span className={styles.connecting}>{say('rules.when')}</span>{' '}
      {conditions.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is read, never rearranged
        <span key={n}>
          {n > 0 && <span className={styles.connecting}>{say(all ? 'rules.and' : 'rules.or')} </span>}
          <span className={styles.piece} data-not={one.not || undefined}>
            {said.condition(one)}
          </span>{' '}
        </span>
      ))}
      <span className={styles.connecting}>{say('rules.then')}</span>{' '}
      {actions.map((one) => (
        <span key={one.kind}>
          <span className={styles.deed}>{said.action(one)}</span>{' '}
        </span>
      ))}
    </p>
  )
}
