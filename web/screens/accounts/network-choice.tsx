import { Button } from 'react-aria-components/Button'
import type { NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import { inkOn } from '../../ui/ink-on.ts'
import styles from './connect.module.css'

export function NetworkChoice({ networks, onChoose }: { networks: NetworkAbout[]; onChoose: (id: string) => void }) {
  const say = useWords()
  return (
    <ul className={styles.networks} aria-label={say('accounts.connect.title')}>
      {networks.map((network) => (
        <li key={network.id}>
          <Button className={styles.network ?? ''} onPress={() => onChoose(network.id)}>
            <NetworkSign network={network} />
            <span className={styles.networkWords}>
              <strong>{network.name}</strong>
              <span>{network.ways.map((way) => way.label).join(' · ')}</span>
            </span>
            <Icon name="chevron-right" size={18} />
          </Button>
        </li>
      ))}
    </ul>
  )
}

export function NetworkSign({ network }: { network: Pick<NetworkAbout, 'name' | 'color'> }) {
  return (
    <span className={styles.sign} style={{ background: network.color, color: inkOn(network.color) }} aria-hidden="true">
      {network.name.slice(0, 1)}
    </span>
  )
}
