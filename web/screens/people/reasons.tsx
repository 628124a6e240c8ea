import type { Reason } from '../../api/people.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './merge.module.css'

/** What speaks for two being one, the strongest first. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className={styles.reasons}>
      {reasons.map((one) => (
        <li key={one.kind}>
          <Icon name={one.kind === 'link' ? 'link' : one.kind === 'name' ? 'team' : 'at'} size={16} />
          <bdi>{one.text}</bdi>
        </li>
      ))}
    </ul>
  )
}
