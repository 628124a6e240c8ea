import type { Account, ConnectWay } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './connect.module.css'

type ScopeListProps = {
  scopes: ConnectWay['scopes']
  /** Where an account has answered: what it was not granted. */
  missing?: Account['health']['missing']
}

/** What Rialto asks a network for, and what it does with it. */
export function ScopeList({ scopes, missing = [] }: ScopeListProps) {
  const say = useWords()
  const lacks = (name: string) => missing.some((one) => one.name === name)
  return (
    <details className={styles.scopes} open={missing.length > 0}>
      <summary>
        <Icon name="chevron-right" size={16} />
        {say('accounts.scopes', { count: scopes.length })}
      </summary>
      <ul>
        {scopes.map(({ name, why, needed }) => (
          <li key={name} data-missing={lacks(name) || undefined}>
            <Icon name={lacks(name) ? 'warning' : 'check'} size={16} />
            <span>
              <span>{why}</span> <code>{name}</code>
            </span>
            {lacks(name) ? (
              <Badge tone={needed ? 'bad' : 'warn'}>{say('accounts.scopes.missing')}</Badge>
            ) : (
              needed && <Badge>{say('accounts.scopes.needed')}</Badge>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
