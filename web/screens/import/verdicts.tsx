import type { Import } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './import.module.css'

/** The dry run in three numbers: rows that are fine, rows to look at, rows that cannot be. */
export function Verdicts({ plan }: { plan: Import }) {
  const say = useWords()
  const format = useFormat()
  return (
    <ul className={styles.verdicts} aria-label={say('import.verdicts')}>
      <li data-tone="good">
        <Icon name="check-circle" /> <strong>{format.number(plan.good)}</strong>{' '}
        {say('import.good', { count: plan.good })}
      </li>
      <li data-tone="warn">
        <Icon name="warning" /> <strong>{format.number(plan.warned)}</strong>{' '}
        {say('import.warned', { count: plan.warned })}
      </li>
      <li data-tone="bad">
        <Icon name="x-circle" /> <strong>{format.number(plan.bad)}</strong> {say('import.bad', { count: plan.bad })}
      </li>
    </ul>
  )
}
