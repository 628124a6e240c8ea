import { Link } from '@tanstack/react-router'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './rules.module.css'
import { starters } from './starting.ts'

/** What most brands begin with: each opens the editor, where it can be tried on the past first. */
export function Starters() {
  const say = useWords()
  const brand = useBrand()
  return (
    <ul className={styles.starters} aria-label={say('rules.starters')}>
      {starters.map((one) => (
        <li key={one.id}>
          <Link to="/brands/$brandId/rules/new" params={{ brandId: brand.id }} hash={one.id}>
            <Icon name={one.icon} />
            <span>{say(`rules.starter.${one.id}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
