import type { Temperature } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './warmth.module.css'

/** How warm somebody is: by its word, its sign and its colour. */
export function WarmthBadge({ temperature }: { temperature: Temperature }) {
  const say = useWords()
  return (
    <span className={styles.badge} data-temperature={temperature}>
      <Icon name={temperature} size={14} />
      {say(`people.temperature.${temperature}`)}
    </span>
  )
}
